// The keys that go to another field without the buttons between: Enter to the next one, from a field of one line; F8 to the
// next one that is to be filled in or corrected, Shift+F8 to the one before.
import { goTo, selectText } from "./focus.js";

/** @import { Form } from "./form.js" */

const CONTROL = "input, textarea, select";
const ADD = ".add";

/**
 * @param {HTMLElement} element that contains the form
 * @param {Form} form
 */
export function offerNextField(element, form) {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "F8" || event.altKey || event.ctrlKey || event.metaKey) return;
    if (document.querySelector("dialog[open]")) return;
    event.preventDefault();
    const found = fieldsToFill(element, form);
    const next = event.shiftKey ? found.findLast(isBeforeFocus) : found.find(isAfterFocus);
    const target = next ?? found.at(event.shiftKey ? -1 : 0);
    if (!target) form.announce("Every required field is filled in.");
    else goTo(target.id);
  });
  element.addEventListener("keydown", (event) => {
    const field = event.target;
    if (event.key !== "Enter" || event.defaultPrevented || event.isComposing || !isOneLine(field)) return;
    event.preventDefault(); // no text of one line has a line break
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const next = [...element.querySelectorAll(CONTROL)].find((one) => isAfterFocus(one) && one.checkVisibility());
    if (!next) return;
    goTo(next.id);
    selectText(next);
  });
}

/**
 * Goes to the first field that is to be filled in or corrected.
 * @param {HTMLElement} element that contains the form
 * @param {Form} form
 */
export function goToFirstFieldToFill(element, form) {
  const [first] = fieldsToFill(element, form);
  goTo(first?.id ?? "problems");
}

/**
 * @param {EventTarget | null} field
 * @returns {field is HTMLElement}
 */
function isOneLine(field) {
  if (field instanceof HTMLTextAreaElement) return field.rows === 1;
  return field instanceof HTMLInputElement || field instanceof HTMLSelectElement;
}

/**
 * The controls that are required and empty, or that have a problem, in the order of the form. Of a group that has a
 * problem itself it is the first control, or the first button that adds one.
 * @param {HTMLElement} element
 * @param {Form} form
 */
function fieldsToFill(element, form) {
  /** @type {Set<Element>} */
  const found = new Set();
  for (const one of element.querySelectorAll(`${CONTROL}, [tabindex="-1"]`)) {
    if (!form.openFields.has(one.id) && !isEmptyAndRequired(one)) continue;
    found.add(one.matches(CONTROL) ? one : (one.querySelector(CONTROL) ?? one.querySelector(ADD) ?? one));
  }
  return /** @type {HTMLElement[]} */ ([...found]);
}

/** @param {Element} control */
function isEmptyAndRequired(control) {
  if (!control.matches(CONTROL) || control.ariaRequired !== "true") return false;
  const { value } = /** @type {HTMLInputElement | HTMLSelectElement} */ (control);
  return control instanceof HTMLSelectElement ? value === "none" : !value.trim();
}

/** @param {Element} control */
function isAfterFocus(control) {
  return positionFromFocus(control) === Node.DOCUMENT_POSITION_FOLLOWING;
}

/** @param {Element} control */
function isBeforeFocus(control) {
  return positionFromFocus(control) === Node.DOCUMENT_POSITION_PRECEDING;
}

/** @param {Element} control */
function positionFromFocus(control) {
  const mask = Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_PRECEDING;
  return (document.activeElement?.compareDocumentPosition(control) ?? 0) & mask;
}
