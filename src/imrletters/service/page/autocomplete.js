// Suggests guideline titles while a citation is typed, as an ARIA combobox.
import Combobox from "./vendor/combobox-nav/index.js";
import { html, nothing, render } from "./vendor/lit-html/lit-html.js";

const MAX_SUGGESTIONS = 8;
/** @type {WeakMap<HTMLElement, Combobox>} */
const comboboxes = new WeakMap();

/**
 * An input with a list of the titles that match its text.
 * @param {unknown} input
 * @param {string} id of the input
 * @param {string} label
 * @param {string[]} titles
 */
export function autocomplete(input, id, label, titles) {
  const onInput = (/** @type {Event} */ event) => suggest(/** @type {HTMLInputElement} */ (event.target), titles);
  return html`<div class="autocomplete" @focusin=${initialize} @input=${onInput}
    @focusout=${(/** @type {FocusEvent} */ event) => close(/** @type {HTMLElement} */ (event.target))}
    @keydown=${(/** @type {KeyboardEvent} */ event) => onKeyDown(event, titles)}>
    ${input}
    <ul role="listbox" class="suggestions" id="${id}:suggestions" aria-label=${label} hidden @mousedown=${keepFocus}
      @combobox-commit=${commit}></ul>
  </div>`;
}

/**
 * The titles that contain every typed word; those that start with the first word come first.
 * @param {string} typed
 * @param {string[]} titles
 */
export function matching(typed, titles) {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = titles.filter((title) => words.every((word) => title.toLowerCase().includes(word)));
  const isFirst = (/** @type {string} */ title) => title.toLowerCase().startsWith(words[0] ?? "");
  return [...found.filter(isFirst), ...found.filter((title) => !isFirst(title))].slice(0, MAX_SUGGESTIONS);
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
 * @param {string[]} titles
 */
function onKeyDown(event, titles) {
  const input = event.target;
  if (!(input instanceof HTMLInputElement)) return;
  if (event.key === "Escape") close(input);
  else if (event.key === "ArrowDown" && listOf(input).hidden) {
    event.preventDefault();
    suggest(input, titles);
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
