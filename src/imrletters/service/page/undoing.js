// Undo and redo of every change, by buttons and keys, with the focus at what they changed.

import { changedEnd, changedPath } from "./case-changes.js";
import { elementId } from "./case-path.js";
import { goTo } from "./focus.js";

/** @import { CaseDocument } from "./case-document.js" */

/** @param {CaseDocument} caseDocument */
export function offerUndo(caseDocument) {
  const buttons = { undo: button("undo"), redo: button("redo") };
  const showState = () => {
    buttons.undo.ariaDisabled = caseDocument.canUndo ? null : "true";
    buttons.redo.ariaDisabled = caseDocument.canRedo ? null : "true";
  };
  const run = (/** @type {"undo" | "redo"} */ action) => {
    const before = caseDocument.data;
    caseDocument[action]();
    if (caseDocument.data !== before) focusChange(before, caseDocument.data);
  };
  buttons.undo.addEventListener("click", () => run("undo"));
  buttons.redo.addEventListener("click", () => run("redo"));
  document.addEventListener("keydown", (event) => {
    const action = actionOf(event);
    if (!action || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    run(action);
  });
  // the history of the browser would not have the changes of the other fields; its menus also use it
  document.addEventListener("beforeinput", (event) => {
    if (event.inputType !== "historyUndo" && event.inputType !== "historyRedo") return;
    event.preventDefault();
    run(event.inputType === "historyUndo" ? "undo" : "redo");
  });
  caseDocument.addEventListener("change", showState);
  showState();
}

/** @param {string} id */
function button(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/**
 * @param {KeyboardEvent} event
 * @returns {"undo" | "redo" | undefined}
 */
function actionOf({ key, ctrlKey, metaKey, altKey, shiftKey }) {
  if (!(ctrlKey || metaKey) || altKey) return undefined;
  if (key.toLowerCase() === "z") return shiftKey ? "redo" : "undo";
  return key.toLowerCase() === "y" && !shiftKey ? "redo" : undefined;
}

/**
 * Moves the focus to the field that changed, with the caret after the change; otherwise to the nearest group.
 * @param {any} before
 * @param {any} after
 */
function focusChange(before, after) {
  const path = changedPath(before, after);
  if (!path.length) return;
  let shown = path;
  while (shown.length && !document.getElementById(elementId(shown))) shown = shown.slice(0, -1);
  goTo(elementId(shown));
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) || shown.length < path.length)
    return;
  const valueIn = (/** @type {any} */ data) => path.reduce((value, step) => value?.[step], data) ?? "";
  const end = changedEnd(String(valueIn(before)), String(valueIn(after)));
  field.setSelectionRange(end, end);
}
