// The documents reviewed as a table: a row for each document, numbered as the letter prints them.
import { entryKey, withValueAt } from "./case-edits.js";
import { elementId } from "./case-path.js";
import { COLUMNS } from "./document-columns.js";
import { entryButtons, entryKeys } from "./entry-buttons.js";
import { control, rawValue } from "./fields.js";
import { goToFirstField } from "./focus.js";
import { isObject } from "./json.js";
import { documentsIn } from "./pasted-documents.js";
import { messages } from "./problems.js";
import { onTableKey } from "./table-keys.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Path } from "./case-path.js" */
/** @import { Form } from "./form.js" */
/** @import { Json, JsonObject } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */
/** @typedef {(object: JsonObject, path: Path) => unknown} OtherKeys draws the keys that are not in the schema */

/**
 * @param {Form} form
 * @param {SchemaNode} node of the list
 * @param {Json[]} list
 * @param {Path} path
 * @param {OtherKeys} otherKeys
 */
export function documentsTable(form, node, list, path, otherKeys) {
  const id = elementId(path);
  const add = () => form.set([...path, list.length], node.entry.emptyValue(), { focus: [...path, list.length] });
  const addNext = () => isEmpty(list.at(-1)) || add();
  const draw = (/** @type {Json} */ value, /** @type {number} */ index) =>
    row(form, node.entry, value, [...path, index], list.length, add, otherKeys);
  // the field must not paste what becomes rows
  const paste = {
    capture: true,
    handleEvent: (/** @type {ClipboardEvent} */ event) => onPaste(event, form, node, list, path),
  };
  const heading = (/** @type {[string, string]} */ [column, title]) =>
    html`<th scope="col" role="columnheader" data-column=${column}>${title}</th>`;
  const table = html`<table role="table" aria-label=${node.title} @keydown=${(/** @type {KeyboardEvent} */ event) => onTableKey(event, addNext)}>
    <thead role="rowgroup"><tr role="row">
      <th scope="col" role="columnheader">No.</th>${Object.entries(COLUMNS).map(heading)}<th scope="col" role="columnheader" class="actions"><span class="visually-hidden">Actions</span></th>
    </tr></thead>
    <tbody role="rowgroup">${repeat(list, entryKey, draw)}</tbody>
  </table>`;
  return html`<div class="documents" @paste=${paste}>
    <p class="help" id="${id}:keys">Paste rows from a spreadsheet or a numbered list here. Enter goes to the next row and
      adds one; Alt+Shift+Up and Down move a row, Alt+Shift+Delete removes it.</p>
    ${list.length ? table : nothing}
    <button type="button" class="add" id="${id}:add" aria-describedby="${id}:keys" @click=${add}>Add reviewed document</button>
  </div>`;
}

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json} value
 * @param {Path} path
 * @param {number} count
 * @param {() => void} add adds a document
 * @param {OtherKeys} otherKeys
 */
function row(form, node, value, path, count, add, otherKeys) {
  const id = elementId(path);
  const index = Number(path.at(-1));
  const name = `${node.entryTitle} ${index + 1}`;
  const onKeyDown = entryKeys(form, name, path, add, false);
  const object = isObject(value) ? value : {};
  const cells = isObject(value)
    ? Object.keys(COLUMNS).map((column) => cell(form, node, object, [...path, column], name))
    : html`<td role="cell" colspan="6">${rawValue(form, name, value, path)}</td>`;
  const problems = form.problemsAt(path);
  const others = isObject(value)
    ? [messages(problems, `${id}:messages`), hiddenDate(form, object, path), otherKeys(object, path)].flat()
    : [];
  return html`<tr role="row" class="entry" @keydown=${onKeyDown}>
      <th scope="row" role="rowheader" id=${isObject(value) ? id : nothing} tabindex="-1" aria-describedby=${problems.length ? `${id}:messages` : nothing}><span class="visually-hidden">${node.entryTitle} </span>${index + 1}.</th>
      ${cells}
      <td role="cell" class="actions">${entryButtons(form, name, path, index, count, false)}</td>
    </tr>
    ${others.some((one) => one !== nothing) ? html`<tr role="row"><td role="cell" colspan="8">${others}</td></tr>` : nothing}`;
}

/**
 * @param {Form} form
 * @param {SchemaNode} node of the document
 * @param {JsonObject} object
 * @param {Path} path of the column
 * @param {string} name of the row
 */
function cell(form, node, object, path, name) {
  const column = String(path.at(-1));
  const field = column === "date" && isRange(object) ? "first_date" : column;
  const at = [...path.slice(0, -1), field];
  const known = /** @type {SchemaNode} */ (node.fields.get(field));
  const value = object[field];
  const id = elementId(at);
  const title = COLUMNS[column] ?? "";
  const onInput = () => separateDates(form, node, path.slice(0, -1));
  return html`<td role="cell" data-column=${column} @input=${["date", "last_date"].includes(column) ? onInput : nothing}>
    ${
      known.canShow(value)
        ? html`<label class="visually-hidden" for=${id}>${title}<span class="visually-hidden"> of ${name.toLowerCase()}</span></label>${control(form, known, value, at)}
          ${messages(form.problemsAt(at), `${id}:messages`)}`
        : rawValue(form, title, /** @type {Json} */ (value), at)
    }
  </td>`;
}

/** @param {JsonObject} object */
function isRange({ first_date, last_date, date }) {
  return first_date !== undefined || (last_date !== undefined && date === undefined);
}

/**
 * A date that the column of the dates does not show, because it shows the first one of a range.
 * @param {Form} form
 * @param {JsonObject} object
 * @param {Path} path
 */
function hiddenDate(form, object, path) {
  if (object.date === undefined || !isRange(object)) return nothing;
  return rawValue(form, COLUMNS.date ?? "", object.date, [...path, "date"]);
}

/**
 * A document has a date, or a first and a last date: the date becomes the first one when there is a last one.
 * @param {Form} form
 * @param {SchemaNode} node of the document
 * @param {Path} path of the document
 */
function separateDates(form, node, path) {
  const object = form.valueAt(path);
  const { date, first_date, last_date } = object;
  const rename = (/** @type {string} */ from, /** @type {string} */ to) => {
    const renamed = withValueAt(object, [to], object[from], node);
    form.amend(path, withValueAt(renamed, [from], undefined, node));
  };
  if (last_date !== undefined && first_date === undefined && date !== undefined) rename("date", "first_date");
  if (last_date === undefined && date === undefined && first_date !== undefined) rename("first_date", "date");
}

/** @param {Json | undefined} value */
function isEmpty(value) {
  return isObject(value) && !Object.values(value).some(Boolean);
}

/**
 * Adds the pasted documents after the row with the focus, or in its place if it is empty; other text is pasted as text.
 * @param {ClipboardEvent} event
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json[]} list
 * @param {Path} path
 */
function onPaste(event, form, node, list, path) {
  const kinds = /** @type {string[]} */ (node.entry.fields.get("kind")?.choices ?? []);
  const documents = documentsIn(event.clipboardData?.getData("text/plain") ?? "", kinds);
  if (!documents) return;
  event.preventDefault();
  event.stopPropagation();
  const rows = [.../** @type {HTMLElement} */ (event.currentTarget).querySelectorAll("tr.entry")];
  const focused = rows.findIndex((one) => one.contains(/** @type {Node} */ (event.target)));
  const index = focused < 0 ? list.length : focused;
  const replaced = isEmpty(list[index]) ? 1 : 0;
  const start = replaced || focused < 0 ? index : index + 1;
  form.set(path, list.toSpliced(start, replaced, ...documents));
  goToFirstField(elementId([...path, start]));
  const added = `${documents.length} ${documents.length === 1 ? "document" : "documents"} added.`;
  const withoutKind = documents.filter(({ kind }) => !kinds.includes(String(kind))).length;
  form.announce(withoutKind ? `${added} Choose the kind of ${withoutKind} of them.` : added);
}
