// Completes the title of a citation from the guideline catalogue, as a combobox.
import Combobox from "./vendor/combobox-nav/index.js";
import { html, nothing, render } from "./vendor/lit-html/lit-html.js";

const MOST = 8;
/** @type {WeakMap<HTMLElement, Combobox>} */
const known = new WeakMap();

/**
 * An input with the list of the titles that go on from what is typed.
 * @param {unknown} input
 * @param {string} id of the input
 * @param {string} title
 * @param {string[]} titles
 */
export function completed(input, id, title, titles) {
  const open = (/** @type {Event} */ event) => suggest(/** @type {HTMLInputElement} */ (event.target), titles);
  return html`<div class="completed" @focusin=${prepare} @input=${open}
    @focusout=${(/** @type {FocusEvent} */ event) => close(/** @type {HTMLElement} */ (event.target))}
    @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, titles)}>
    ${input}
    <ul role="listbox" class="suggestions" id="${id}:suggestions" aria-label=${title} hidden @mousedown=${keepFocus}
      @combobox-commit=${take}></ul>
  </div>`;
}

/**
 * The titles that hold every word typed, those that begin with it first.
 * @param {string} typed
 * @param {string[]} titles
 */
export function matching(typed, titles) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = titles.filter((title) => words.every((word) => title.toLowerCase().includes(word)));
  const begins = (/** @type {string} */ title) => title.toLowerCase().startsWith(words[0] ?? "");
  return [...found.filter(begins), ...found.filter((title) => !begins(title))].slice(0, MOST);
}

/** @param {FocusEvent} event */
function prepare(event) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || known.has(input)) return;
  known.set(input, new Combobox(input, listOf(input), { tabInsertsSuggestions: false }));
}

/** @param {Element} input */
function listOf(input) {
  return /** @type {HTMLElement} */ (input.parentElement?.querySelector("[role=listbox]"));
}

/**
 * @param {HTMLInputElement} input
 * @param {string[]} titles
 */
function suggest(input, titles) {
  const list = listOf(input);
  const found = matching(input.value, titles).filter((title) => title !== input.value);
  close(input);
  if (!found.length) return;
  const option = (/** @type {string} */ title, /** @type {number} */ index) =>
    html`<li role="option" id="${list.id}/${index}">${title}</li>`;
  render(found.map(option), list);
  list.hidden = false;
  known.get(input)?.start();
}

/** @param {HTMLElement} input */
function close(input) {
  const list = listOf(input);
  if (!list || list.hidden) return;
  known.get(input)?.stop();
  list.hidden = true;
  render(nothing, list);
}

/**
 * @param {KeyboardEvent} event
 * @param {string[]} titles
 */
function onKey(event, titles) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return;
  if (event.key === "Escape") close(input);
  else if (event.key === "ArrowDown" && listOf(input).hidden) {
    event.preventDefault();
    suggest(input, titles);
  }
}

/** @param {Event} event */
function take(event) {
  const option = /** @type {HTMLElement} */ (event.target);
  const input = option.closest(".completed")?.querySelector("input");
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
