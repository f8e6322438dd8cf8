// Moves the focus to an element by its id, opening what it is closed in.

/**
 * @param {string} id
 * @param {string} [otherwise] the id of where to go if there is no such element
 */
export function goTo(id, otherwise) {
  const element = document.getElementById(id) ?? document.getElementById(otherwise ?? "");
  for (let closed = element?.closest("details:not([open])"); closed; closed = element?.closest("details:not([open])")) {
    // a summary stands outside of what its own details hide
    if (element?.matches("summary") && element.parentElement === closed) break;
    closed.setAttribute("open", "");
  }
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
}
