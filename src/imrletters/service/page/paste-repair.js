// Offers the repaired text of a field after text was pasted that a letter cannot print as it is; a person accepts it or not.
import { repairText, ServerError } from "./api-client.js";
import { entryKey } from "./case-edits.js";
import { elementId } from "./case-path.js";
import { isObject } from "./json.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Form } from "./form.js" */
/** @import { Repair } from "./api-client.js" */
/** @import { Path } from "./case-path.js" */
/** @import { SchemaNode } from "./schema-node.js" */
/** @typedef {{ text: string, repairs: Repair[] }} Offer the text that was examined, and what was found in it until now */
/** @typedef {{ text: string, repair?: Repair }} Piece a part of the text that stays, or that is replaced */

/** Text of these characters needs no repair; the service decides about all other text. */
const PLAIN = /^[ -~‘’“”–—•°±×÷≤≥µ½¼¾]*$/;
/** A text that is typed on is examined again after this time without a change. */
const PAUSE_MILLISECONDS = 500;
/** How many characters before and after a change are shown. */
const CONTEXT = 200;
/** The offers that nobody has answered yet. @type {Map<string, Offer>} */
const offers = new Map();

/**
 * Examines the text of a field into which text was pasted: how the pasted text is repaired depends on the text around it.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
export async function examinePaste(form, node, path) {
  await examine(form, node, path);
  document.getElementById(`${elementId(path)}:repair`)?.parentElement?.scrollIntoView({ block: "nearest" });
}

/**
 * The offer for a field: the repaired text with its changes marked. It is shown while the field has the examined text.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
export function repairOffer(form, node, path) {
  const key = fieldKey(form, path);
  const offer = offers.get(key);
  if (!offer) return nothing;
  if (offer.text !== textAt(form, path)) {
    examineAfterPause(form, node, path);
    return nothing;
  }
  const { repairs } = offer;
  if (!repairs.length) return nothing;
  const id = elementId(path);
  const pieces = piecesOf(offer);
  const field = () => /** @type {HTMLTextAreaElement} */ (document.getElementById(id));
  const keep = () => {
    offers.delete(key);
    form.draw();
    field().focus();
  };
  const accept = () => {
    const caret = repairedPlace(pieces, field().selectionEnd);
    offers.delete(key);
    form.set(path, node.fromText(pieces.map(({ text, repair }) => repair?.replacement ?? text).join("")));
    field().focus();
    field().setSelectionRange(caret, caret);
  };
  const count = repairs.length === 1 ? "1 place" : `${repairs.length} places`;
  const kinds = [...new Set(repairs.map(({ message }) => message))];
  return html`<div class="repair" role="group" aria-labelledby="${id}:repair">
    <p id="${id}:repair" role="status">The text can be repaired in ${count}; no word changes.</p>
    <p class="repaired">${pieces.map(shownPiece)}</p>
    <ul>${kinds.map((kind) => html`<li>${kind}</li>`)}</ul>
    <div class="actions">
      <button type="button" class="primary" @click=${accept}>Use the repaired text</button>
      <button type="button" @click=${keep}>Keep as pasted</button>
    </div>
  </div>`;
}

/**
 * Examines the text of a field; this replaces what was found in an earlier text of the field.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
async function examine(form, node, path) {
  const key = fieldKey(form, path);
  /** @type {Offer} */
  const offer = { text: textAt(form, path), repairs: [] };
  offers.set(key, offer);
  const repairs = PLAIN.test(offer.text) ? [] : await repairsOf(form, node, offer.text);
  // a later text of the field is examined
  if (offers.get(key) !== offer) return;
  offer.repairs = repairs;
  if (repairs.length) form.draw();
  else offers.delete(key);
}

/**
 * Examines the text of a field again after it was changed, by typing or by undo.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
async function examineAfterPause(form, node, path) {
  const text = textAt(form, path);
  await new Promise((done) => setTimeout(done, PAUSE_MILLISECONDS));
  const offer = offers.get(fieldKey(form, path));
  if (offer && offer.text !== text && textAt(form, path) === text) await examine(form, node, path);
}

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {string} text
 */
async function repairsOf(form, node, text) {
  try {
    return (await repairText(text, node.kind === "narrative")).repairs;
  } catch (error) {
    const reason = error instanceof ServerError ? ` ${error.message}` : "";
    form.announce(`The pasted text was not examined for characters that a letter cannot print.${reason}`);
    return [];
  }
}

/**
 * Identifies a field also when its entry is moved; the fields of another case have other keys.
 * @param {Form} form
 * @param {Path} path
 */
function fieldKey(form, path) {
  const owner = path.findLastIndex((_, index) => isObject(form.valueAt(path.slice(0, index))));
  return [entryKey(form.valueAt(path.slice(0, owner)), 0), ...path.slice(owner)].join("/");
}

/**
 * @param {Form} form
 * @param {Path} path
 */
function textAt(form, path) {
  const value = form.valueAt(path);
  return typeof value === "string" ? value : "";
}

/**
 * The pieces of an examined text, in order; the first and the last one stay.
 * @param {Offer} offer
 * @returns {Piece[]}
 */
function piecesOf({ text, repairs }) {
  // the service counts characters, not code units
  const characters = [...text];
  let place = 0;
  const until = (/** @type {number} */ end) => {
    const piece = characters.slice(place, end).join("");
    place = end;
    return piece;
  };
  const changes = repairs.flatMap((repair) => [{ text: until(repair.start) }, { text: until(repair.end), repair }]);
  return [...changes, { text: until(characters.length) }];
}

/**
 * Where a place of the examined text is in the repaired text.
 * @param {Piece[]} pieces
 * @param {number} place
 */
function repairedPlace(pieces, place) {
  let [left, repaired] = [place, 0];
  for (const { text, repair } of pieces) {
    if (left <= 0) break;
    repaired += repair ? repair.replacement.length : Math.min(text.length, left);
    left -= text.length;
  }
  return repaired;
}

/**
 * A change as a mark; of other text, what is near a change.
 * @param {Piece} piece
 * @param {number} index
 * @param {Piece[]} pieces
 */
function shownPiece({ text, repair }, index, pieces) {
  if (repair) {
    const { replacement, message } = repair;
    const shown = replacement === "" ? "·" : replacement.replaceAll("\n", "¶\n").replace(/^ $/, "␣");
    return html`<mark title=${message}>${shown}</mark>`;
  }
  const characters = [...text];
  const after = index > 0 ? CONTEXT : 0;
  const before = index < pieces.length - 1 ? CONTEXT : 0;
  if (characters.length <= after + before) return text;
  return `${characters.slice(0, after).join("")}[…]${characters.slice(characters.length - before).join("")}`;
}
