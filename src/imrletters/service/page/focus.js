// Moves the focus to an element and opens the details that contain it.

/**
 * @param {string} id
 * @param {string} [fallback] the id of another element, if the first does not exist
 */
export function goTo(id, fallback) {
  const element = document.getElementById(id) ?? document.getElementById(fallback ?? "");
  for (let closed = element?.closest("details:not([open])"); closed; closed = element?.closest("details:not([open])")) {
    // a summary is visible while its own details are closed
    if (element?.matches("summary") && element.parentElement === closed) break;
    closed.setAttribute("open", "");
  }
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
}

/**
 * Moves the focus to the first field of a group or an entry, where one types.
 * @param {string} id of the group, or of a field itself
 */
export function goToFirstField(id) {
  goTo(id);
  const group = document.getElementById(id)?.closest(".entry, .group, .fields");
  const field = document.getElementById(id)?.matches("input, textarea, select") ? null : group;
  const first = /** @type {HTMLElement | null | undefined} */ (field?.querySelector("input, textarea, select"));
  first?.focus();
  first?.scrollIntoView({ block: "nearest" });
}

/**
 * Selects the text of a field.
 * @param {Element | null | undefined} field
 */
export function selectText(field) {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) field.select();
}

/**
 * Changes the page, and scrolls to the field with the focus if the change moved it out of view.
 * @param {() => void} change
 */
export function keepFocusInView(change) {
  const wasInView = isFocusInView();
  change();
  if (wasInView && !isFocusInView()) document.activeElement?.scrollIntoView({ block: "nearest" });
}

/** Whether the focus is in the form, and completely visible. */
function isFocusInView() {
  const focused = document.activeElement;
  const pane = focused?.closest("#form-pane");
  if (!focused || !pane) return false;
  const [place, shown] = [focused.getBoundingClientRect(), pane.getBoundingClientRect()];
  return place.top >= Math.max(shown.top, 0) && place.bottom <= Math.min(shown.bottom, innerHeight);
}
