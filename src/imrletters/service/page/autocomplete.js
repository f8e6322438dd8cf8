// Suggests the known values while one is typed, as an ARIA combobox; any other text can be typed too.
import Combobox from "./vendor/combobox-nav/index.js";
import { html, nothing, render } from "./vendor/lit-html/lit-html.js";

/** How long the focus is away before the form is drawn again: a click must not miss what the drawing would move. */
const LEAVING_MILLISECONDS = 200;
/** @type {WeakMap<HTMLElement, Combobox>} */
const comboboxes = new WeakMap();

/**
 * An input with a list of the values that match its text.
 * @param {unknown} input
 * @param {string} id of the input
 * @param {string} label
 * @param {string[]} values
 * @param {() => void} onLeave
 */
export function autocomplete(input, id, label, values, onLeave) {
  const onInput = (/** @type {Event} */ event) => suggest(/** @type {HTMLInputElement} */ (event.target), values);
  const onFocusOut = (/** @type {FocusEvent} */ event) => {
    close(/** @type {HTMLElement} */ (event.target));
    setTimeout(onLeave, LEAVING_MILLISECONDS);
  };
  return html`<div class="autocomplete" @focusin=${initialize} @input=${onInput}
    @focusout=${onFocusOut}
    @keydown=${(/** @type {KeyboardEvent} */ event) => onKeyDown(event, values)}>
    ${input}
    <ul role="listbox" class="suggestions" id="${id}:suggestions" aria-label=${label} hidden @mousedown=${keepFocus}
      @combobox-commit=${commit}></ul>
  </div>`;
}

/**
 * The values that contain every typed word; those that start with the first word come first.
 * @param {string} typed
 * @param {string[]} values
 */
export function matching(typed, values) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = values.filter((value) => words.every((word) => value.toLowerCase().includes(word)));
  const isFirst = (/** @type {string} */ value) => value.toLowerCase().startsWith(words[0] ?? "");
  return [...found.filter(isFirst), ...found.filter((value) => !isFirst(value))];
}

/** @param {FocusEvent} event */
function initialize(event) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || comboboxes.has(input)) return;
  comboboxes.set(input, new Combobox(input, listOf(input), { tabInsertsSuggestions: false }));
}

/** @param {Element} input */
function listOf(input) {
  return /** @type {HTMLElement} */ (input.parentElement?.querySelector("[role=listbox]"));
}

/**
 * @param {HTMLInputElement} input
 * @param {string[]} values
 * @param {string} typed
 */
function suggest(input, values, typed = input.value) {
  const list = listOf(input);
  const found = matching(typed, values).filter((value) => value !== input.value);
  close(input);
  if (!found.length) return;
  const option = (/** @type {string} */ value, /** @type {number} */ index) =>
    html`<li role="option" id="${list.id}/${index}">${value}</li>`;
  render(found.map(option), list);
  list.hidden = false;
  comboboxes.get(input)?.start();
}

/** @param {HTMLElement} input */
function close(input) {
  const list = listOf(input);
  if (!list || list.hidden) return;
  comboboxes.get(input)?.stop();
  list.hidden = true;
  render(nothing, list);
}

/**
 * @param {KeyboardEvent} event
 * @param {string[]} values
 */
function onKeyDown(event, values) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return;
  if (event.key === "Escape") close(input);
  else if (event.key === "ArrowDown" && listOf(input).hidden) {
    event.preventDefault();
    // a value of the list is replaced by another one, so that all are offered
    suggest(input, values, values.includes(input.value) ? "" : input.value);
  }
}

/** @param {Event} event */
function commit(event) {
  const option = /** @type {HTMLElement} */ (event.target);
  const input = option.closest(".autocomplete")?.querySelector("input");
  if (!input) return;
  input.value = option.textContent;
  close(input);
  input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  close(input);
}

/** @param {Event} event */
function keepFocus(event) {
  event.preventDefault();
}
