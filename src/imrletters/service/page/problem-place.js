// Finds the character of a field at which a problem begins, from the line and the column of the case file.

/** @import { Problem } from "./api-client.js" */

const KEY = /^\s*(?:"(?:[^"\\]|\\.)*": )?"/;

/**
 * The place of the character in the text of its field; undefined if the problem is about the whole text.
 * @param {string} file the text of the case file
 * @param {Problem} problem
 */
export function placeInField(file, { line, column }) {
  if (!line || !column) return undefined;
  const text = file.split("\n", line).at(-1) ?? "";
  const [before] = KEY.exec(text) ?? [];
  // the column counts characters, of which some have two code units
  const upTo = [...text].slice(0, column - 1).join("");
  if (before === undefined || upTo.length < before.length) return undefined;
  try {
    return JSON.parse(`"${upTo.slice(before.length)}"`).length;
  } catch {
    return undefined;
  }
}

/**
 * Selects the character at a place of a field.
 * @param {Element | null} field
 * @param {number} place
 */
export function selectCharacter(field, place) {
  if (!(field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement)) return;
  const [character = ""] = field.value.slice(place);
  field.setSelectionRange(place, place + character.length);
}
