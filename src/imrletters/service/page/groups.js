// The groups of the form: objects with their fields, lists with their entries, and sections that can be collapsed.

import { entryKey, withValueAt } from "./case-edits.js";
import { elementId } from "./case-path.js";
import { documentsTable } from "./documents-table.js";
import { entryButtons, entryKeys } from "./entry-buttons.js";
import { control, field, help, rawValue } from "./fields.js";
import { isObject } from "./json.js";
import { messages } from "./problems.js";
import { isShown, isUnusedEvidence } from "./shown-fields.js";
import { guard } from "./vendor/lit-html/directives/guard.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Path } from "./case-path.js" */
/** @import { Form } from "./form.js" */
/** @import { Json, JsonObject } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */

/** The values in the heading of an entry, by its definition. @type {Record<string, (entry: JsonObject) => Json[]>} */
const HEADINGS = { DisputedItem: (item) => [item.service ?? "", item.decision ?? ""] };
const MAX_COLLAPSIBLE_DEPTH = 2;
/** The buttons of a guideline line that cites nothing yet: the choice between the MTUS and others. @type {Record<string, string>} */
const KINDS_OF_EVIDENCE = {
  "Guideline.mtus": "Add MTUS citation",
  "Guideline.non_mtus": "Add citation outside the MTUS",
  "Guideline.text": "Add line in other words",
};

/**
 * The field or group that edits a value.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @param {Path} path
 * @returns {unknown}
 */
export function editor(form, node, value, path) {
  if (!node.canShow(value)) return rawValue(form, node.title, /** @type {Json} */ (value), path);
  if (isUnusedEvidence(form, node, path)) return evidenceButton(form, node, path);
  if (node.kind === "list") return listGroup(form, node, /** @type {Json[]} */ (value ?? []), path);
  if (node.kind !== "object") return field(form, node, value, path);
  return isObject(value) || node.required ? objectGroup(form, node, value, path) : addButton(form, node, path);
}

/**
 * The fields of an object, then its keys that are not in the schema.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @param {Path} path
 */
function fields(form, node, value, path) {
  const object = isObject(value) ? value : {};
  const shown = [...node.fields].filter(([name, one]) => isShown(form, one, [...path, name]));
  const known = shown.map(([name, one]) => editor(form, one, ownValue(object, name), [...path, name]));
  return html`<div class="fields">${known}${unknownKeys(form, node, object, path)}</div>`;
}

/**
 * The value of an own property of an object, not of an inherited one.
 * @param {JsonObject} object
 * @param {string} name
 */
export function ownValue(object, name) {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {JsonObject} object
 * @param {Path} path
 */
export function unknownKeys(form, node, object, path) {
  const entries = Object.entries(object).filter(([name]) => !node.fields.has(name));
  return entries.map(([name, value]) => {
    const [meant] = form.problemsAt([...path, name]).flatMap((problem) => problem.meant ?? []);
    const isFree = meant !== undefined && !ownValue(object, meant);
    return rawValue(form, name, value, [...path, name], isFree ? renameButton(form, node, name, meant, path) : nothing);
  });
}

/**
 * A button that gives a value of an unknown key the field that is meant.
 * @param {Form} form
 * @param {SchemaNode} node of the object
 * @param {string} name
 * @param {string} meant
 * @param {Path} path of the object
 */
function renameButton(form, node, name, meant, path) {
  const rename = () => {
    const { [name]: value, ...others } = form.valueAt(path);
    form.set(path, withValueAt(others, [meant], value, node), { focus: [...path, meant] });
  };
  const title = node.fields.get(meant)?.title ?? meant;
  return html`<button type="button" @click=${rename}>Use <span class="visually-hidden">${name} </span>as “${title}”</button>`;
}

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @param {Path} path
 */
function objectGroup(form, node, value, path) {
  const removeButton = html`<button type="button" class="secondary" @click=${() => form.remove(path, node.title)}>
    Remove<span class="visually-hidden"> ${node.title}</span>
  </button>`;
  return group(form, node, path, html`${node.required ? nothing : removeButton}${fields(form, node, value, path)}`);
}

/**
 * A group with its title, help text and messages.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 * @param {unknown} content
 */
function group(form, node, path, content) {
  const id = elementId(path);
  const problems = form.problemsAt(path);
  const describedBy = [problems.length && `${id}:messages`, node.help && `${id}:help`].filter(Boolean).join(" ");
  const title = html`${node.title}${needsEntry(node) ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}`;
  return html`<fieldset class="group" id=${id} tabindex="-1" aria-describedby=${describedBy || nothing}>
    <legend>${path.length === 1 ? html`<h3>${title}</h3>` : title}</legend>
    ${help(node, id)} ${messages(problems, `${id}:messages`)} ${content}
  </fieldset>`;
}

/**
 * Whether something is to be filled in inside a group.
 * @param {SchemaNode} node
 */
function needsEntry(node) {
  return node.required && (node.kind !== "object" || [...node.fields.values()].some((field) => field.required));
}

/**
 * A button that adds an optional object.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
function addButton(form, node, path) {
  const id = elementId(path);
  const add = () => form.set(path, node.emptyValue(), { focus: path });
  const problems = form.problemsAt(path);
  const describedBy = problems.length ? `${id}:messages ${id}:help` : `${id}:help`;
  return html`<div class="optional">
    <button type="button" class="add" id=${id} aria-describedby=${describedBy} @click=${add}>Add ${lowerCased(node.title)}</button>
    ${messages(problems, `${id}:messages`)} ${help(node, id)}
  </div>`;
}

/**
 * A button that adds evidence of one kind.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
function evidenceButton(form, node, path) {
  const first = node.kind === "list" ? [...path, 0] : path;
  const value = node.kind === "list" ? node.entry.emptyValue() : "";
  const add = () => form.set(first, value, { focus: first });
  return html`<button type="button" class="add evidence" id="${elementId(path)}:add" @click=${add}>
    ${KINDS_OF_EVIDENCE[node.position]}</button>`;
}

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json[]} list
 * @param {Path} path
 */
function listGroup(form, node, list, path) {
  if (node.position === ".documents_reviewed") {
    const others = (/** @type {JsonObject} */ object, /** @type {Path} */ of) =>
      unknownKeys(form, node.entry, object, of);
    return group(form, node, path, documentsTable(form, node, list, path, others));
  }
  const entry = node.entry;
  const add = () => form.set([...path, list.length], entry.emptyValue(), { focus: [...path, list.length] });
  const drawEntry = (/** @type {Json} */ value, /** @type {number} */ index) =>
    listEntry(form, entry, value, [...path, index], list.length, add);
  // the fields of an entry depend on each other, but not on those of another entry of the case
  const draw = (/** @type {Json} */ value, /** @type {number} */ index) =>
    path.length === 1
      ? guard([value, index, list.length, form.surroundings], () => drawEntry(value, index))
      : drawEntry(value, index);
  const added =
    entry.kind === "object"
      ? lowerCased(entry.entryTitle)
      : html`entry<span class="visually-hidden"> to ${node.title}</span>`;
  return group(
    form,
    node,
    path,
    html`<div class="entries ${entry.kind}">${repeat(list, entryKey, draw)}</div>
      <button type="button" class="add" id="${elementId(path)}:add" @click=${add}>Add ${added}</button>`,
  );
}

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json} value
 * @param {Path} path
 * @param {number} count
 * @param {() => void} add adds an entry to the list
 */
function listEntry(form, node, value, path, count, add) {
  const index = Number(path.at(-1));
  const name = `${node.entryTitle} ${index + 1}`;
  const buttons = entryButtons(form, name, path, index, count, node.kind === "object");
  const onKeyDown = entryKeys(form, name, path, add, node.kind === "object");
  if (!node.canShow(value)) return html`<div class="entry">${buttons}${rawValue(form, name, value, path)}</div>`;
  const id = elementId(path);
  const problems = form.problemsAt(path);
  const shown = messages(problems, `${id}:messages`);
  if (!isObject(value)) {
    return html`<div class="entry field" @keydown=${onKeyDown}>
      <label class="visually-hidden" for=${id}>${name}</label>${control(form, node, value, path)}${buttons}${shown}
    </div>`;
  }
  const describedBy = problems.length ? `${id}:messages` : nothing;
  const summary = HEADINGS[node.definition]?.(value).filter(Boolean).join(" – ");
  const heading = summary ? html`${name}: <span class="entry-summary">${summary}</span>` : name;
  if (path.length > MAX_COLLAPSIBLE_DEPTH) {
    return html`<fieldset class="entry" id=${id} tabindex="-1" aria-describedby=${describedBy} @keydown=${onKeyDown}>
      <legend>${heading}</legend>
      ${buttons}${shown}${fields(form, node, value, path)}
    </fieldset>`;
  }
  return html`<div class="entry" @keydown=${onKeyDown}>
    ${buttons}
    <details open aria-labelledby=${id}>
      <summary id=${id} aria-describedby=${describedBy}><h4>${heading}</h4></summary>
      ${shown}${fields(form, node, value, path)}
    </details>
  </div>`;
}

/**
 * A section of fields that is collapsed at first. While it is, its heading names them.
 * @param {Form} form
 * @param {string} title
 * @param {[string, SchemaNode][]} nodes
 * @param {JsonObject} data
 */
export function collapsibleSection(form, title, nodes, data) {
  if (!nodes.length) return nothing;
  const titles = nodes.map(([, node]) => node.title).join(", ");
  const contents = titles !== title ? html`<span class="note contents">${titles}</span> ` : nothing;
  const filled = nodes.filter(([name]) => Object.hasOwn(data, name)).length;
  const problems = nodes.reduce((sum, [name]) => sum + form.problemCountWithin([name]), 0);
  const note = [filled && `${filled} filled in`, problems && `${problems} to review`].filter(Boolean).join(", ");
  return html`<details class="collapsible" aria-label=${title}>
    <summary><h3>${title}</h3> ${contents}${note ? html`<span class="note">${note}</span>` : nothing}</summary>
    <div class="fields">${nodes.map(([name, node]) => editor(form, node, ownValue(data, name), [name]))}</div>
  </details>`;
}

/**
 * A title inside a sentence: "Disputed item" becomes "disputed item", "MTUS citations" stays.
 * @param {string} title
 */
function lowerCased(title) {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
