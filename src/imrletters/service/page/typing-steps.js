// Which changes of the text of one field are undone together: typing, or single deletions.

/** What a person types; other changes, such as pasting, are steps of their own. @type {Record<string, string>} */
const KINDS = {
  insertText: "typing",
  insertLineBreak: "typing",
  insertCompositionText: "typing",
  deleteContentBackward: "deleting",
  deleteContentForward: "deleting",
};
/** How many characters a change removes that is undone with the one before: undoing must bring back all others. */
const REMOVED = /** @type {Record<string, number>} */ ({ typing: 0, deleting: 1 });
let lastStep = 0;

/**
 * The kind of a change for the history, which is the same for the changes of one step.
 * @param {Event} event of the input
 * @param {string} before the text of the field before the change
 * @returns {string} "" if the change is a step of its own
 */
export function typingStep(event, before) {
  const { id, value } = /** @type {HTMLInputElement} */ (event.target);
  const kind = KINDS[/** @type {InputEvent} */ (event).inputType];
  if (!kind) return "";
  if (removedCharacters(before, value) !== REMOVED[kind]) lastStep += 1;
  return `${kind} at ${id}, step ${lastStep}`;
}

/**
 * @param {string} before
 * @param {string} after
 */
function removedCharacters(before, after) {
  const [old, now] = [[...before], [...after]];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  return old.length - start - end;
}
