// Shows notices above the form: at most one of each kind, each with optional actions.
import { keepFocusInView } from "./focus.js";
import { html, nothing, render } from "./vendor/lit-html/lit-html.js";

/** @typedef {"file" | "read" | "several" | "edit" | "copies" | "server" | "watch" | "drafts" | "tab" | "print" | "progress"} Kind */
/** @typedef {{ label: string, run: () => void }} Action */

const element = /** @type {HTMLElement} */ (document.getElementById("notices"));
/** @type {Map<Kind, { text: string, lines: string[], actions: Action[] }>} */
const notices = new Map();

/**
 * Shows a notice in place of an earlier one of the same kind.
 * @param {Kind} kind
 * @param {string} text
 * @param {{ lines?: string[], actions?: Action[] }} [options]
 */
export function showNotice(kind, text, { lines = [], actions = [] } = {}) {
  notices.set(kind, { text, lines, actions });
  draw();
}

/** @param {Kind} kind */
export function removeNotice(kind) {
  if (notices.delete(kind)) draw();
}

function draw() {
  const hadFocus = element.contains(document.activeElement);
  const onClick = (/** @type {Kind} */ kind, /** @type {Action} */ action) => () => {
    removeNotice(kind);
    action.run();
  };
  const each = [...notices].map(
    ([kind, { text, lines, actions }]) => html`<div class="notice ${kind}">
      <p>${text}</p>
      ${lines.length ? html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>` : nothing}
      ${actions.map((action) => html`<button type="button" @click=${onClick(kind, action)}>${action.label}</button>`)}
      <button type="button" class="secondary" @click=${() => removeNotice(kind)}>Dismiss</button>
    </div>`,
  );
  // a notice leaves less room for the form
  keepFocusInView(() => render(each, element));
  // a button with the focus was removed with its notice
  if (hadFocus && !element.contains(document.activeElement)) document.getElementById("form-title")?.focus();
}
