// The keys of a table of fields: the arrow keys and Enter go from cell to cell.

import { selectText } from "./focus.js";

const FIELD = "input, textarea, select";

/**
 * Moves the focus to another cell.
 * @param {KeyboardEvent} event
 * @param {() => void} onEnd is called for Enter in the last row
 */
export function onTableKey(event, onEnd) {
  const field = event.target;
  if (!(field instanceof HTMLElement) || !field.matches(FIELD) || event.defaultPrevented) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
  const target = targetOf(event.key, field);
  if (target) {
    event.preventDefault();
    target.focus();
    selectText(target);
  } else if (event.key === "Enter") {
    event.preventDefault();
    onEnd();
  }
}

/**
 * The field to which a key goes; undefined if the key stays in its field.
 * @param {string} key
 * @param {HTMLElement} field
 */
function targetOf(key, field) {
  const cell = field.closest("td");
  const row = field.closest("tr");
  if (!cell || !row) return undefined;
  const rows = [...(row.parentElement?.children ?? [])];
  const index = rows.indexOf(row);
  const isText = field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement;
  if (key === "Enter" || (key === "ArrowDown" && isText)) return firstInColumn(rows.slice(index + 1), cell);
  if (key === "ArrowUp" && isText) return firstInColumn(rows.slice(0, index).reverse(), cell);
  if (!isText || field.selectionStart !== field.selectionEnd) return undefined;
  if (key === "ArrowLeft" && field.selectionStart === 0) return fieldIn(cell.previousElementSibling);
  if (key === "ArrowRight" && field.selectionEnd === field.value.length) return fieldIn(cell.nextElementSibling);
  return undefined;
}

/**
 * The field in the column of a cell, in the first of several rows that has one: a row of messages has none.
 * @param {Element[]} rows
 * @param {HTMLElement} cell
 */
function firstInColumn(rows, cell) {
  const cells = rows.map((row) => row.querySelector(`[data-column="${cell.dataset.column}"]`));
  return cells.map(fieldIn).find((field) => field !== undefined);
}

/**
 * @param {Element | null | undefined} cell
 * @returns {HTMLElement | undefined}
 */
function fieldIn(cell) {
  return cell?.querySelector(FIELD) ?? undefined;
}
