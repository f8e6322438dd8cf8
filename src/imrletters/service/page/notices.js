// What a person should hear of, above the work: one notice of each sort, with what can be done about it.
import { html, nothing, render } from "./vendor/lit-html/lit-html.js";

/** @typedef {"file" | "edit" | "server" | "follow"} Sort */
/** @typedef {{ label: string, act: () => void }} Action */

const element = /** @type {HTMLElement} */ (document.getElementById("notices"));
/** @type {Map<Sort, { words: string, lines: string[], action?: Action }>} */
const notices = new Map();

/**
 * @param {Sort} sort
 * @param {string} words
 * @param {{ lines?: string[], action?: Action }} [more]
 */
export function tell(sort, words, { lines = [], action } = {}) {
  notices.set(sort, { words, lines, action });
  draw();
}

/** @param {Sort} sort */
export function untell(sort) {
  if (notices.delete(sort)) draw();
}

function draw() {
  const held = element.contains(document.activeElement);
  const pressed = (/** @type {Sort} */ sort, /** @type {Action} */ action) => () => {
    untell(sort);
    action.act();
  };
  const each = [...notices].map(
    ([sort, { words, lines, action }]) => html`<div class="notice ${sort}">
      <p>${words}</p>
      ${lines.length ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
      ${action ? html`<button type="button" @click=${pressed(sort, action)}>${action.label}</button>` : nothing}
      <button type="button" class="quiet" @click=${() => untell(sort)}>Dismiss</button>
    </div>`,
  );
  render(each, element);
  // the button that was pressed is gone with its notice
  if (held && !element.contains(document.activeElement)) document.getElementById("form-title")?.focus();
}
