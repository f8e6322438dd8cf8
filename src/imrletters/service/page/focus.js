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
