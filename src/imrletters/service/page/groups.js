// The groups of the form: a part with its fields, a list with its entries, and what stands apart and can be opened.

import { keyOf } from "./edit.js";
import { control, field, help, raw } from "./fields.js";
import { isObject } from "./json.js";
import { idOf } from "./place.js";
import { messages } from "./problems.js";
import { repeat } from "./vendor/lit-html/directives/repeat.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Form } from "./form.js" */
/** @import { Json, JsonObject } from "./json.js" */
/** @import { Path } from "./place.js" */
/** @import { Shape } from "./shape.js" */

/** What the heading of an entry says after its number, by the kind of part. @type {Record<string, (part: JsonObject) => Json[]>} */
const HEADINGS = { DisputedItem: (part) => [part.service ?? "", part.decision ?? ""] };

/**
 * Whatever a shape and its value ask for.
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json | undefined} value
 * @param {Path} path
 * @returns {unknown}
 */
export function value(form, shape, value, path) {
  if (!shape.fits(value)) return raw(form, shape.title, /** @type {Json} */ (value), path);
  if (shape.kind === "list") return list(form, shape, /** @type {Json[]} */ (value ?? []), path);
  if (shape.kind !== "part") return field(form, shape, value, path);
  return isObject(value) || shape.required ? part(form, shape, value, path) : absent(form, shape, path);
}

/**
 * The fields of a part, then the keys that the schema does not know.
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json | undefined} whole
 * @param {Path} path
 */
function fields(form, shape, whole, path) {
  const part = isObject(whole) ? whole : {};
  const known = [...shape.fields].map(([name, one]) => value(form, one, own(part, name), [...path, name]));
  return html`<div class="fields">${known}${unknown(form, shape, part, path)}</div>`;
}

/**
 * The value of a key, and of no key that every object inherits.
 * @param {JsonObject} part
 * @param {string} name
 */
export function own(part, name) {
  return Object.hasOwn(part, name) ? part[name] : undefined;
}

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {JsonObject} part
 * @param {Path} path
 */
export function unknown(form, shape, part, path) {
  const entries = Object.entries(part).filter(([name]) => !shape.fields.has(name));
  return entries.map(([name, one]) => raw(form, name, one, [...path, name]));
}

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json | undefined} value
 * @param {Path} path
 */
function part(form, shape, value, path) {
  const removal = html`<button type="button" class="quiet" @click=${() => form.remove(path, shape.title)}>
    Remove<span class="unseen"> ${shape.title}</span>
  </button>`;
  return group(form, shape, path, html`${shape.required ? nothing : removal}${fields(form, shape, value, path)}`);
}

/**
 * A group with its title, its help and its messages.
 * @param {Form} form
 * @param {Shape} shape
 * @param {Path} path
 * @param {unknown} content
 */
function group(form, shape, path, content) {
  const id = idOf(path);
  const problems = form.problemsAt(path);
  const described = [problems.length && `${id}:messages`, shape.help && `${id}:help`].filter(Boolean).join(" ");
  const title = html`${shape.title}${shape.required ? html`<span class="needed" aria-hidden="true"> *</span>` : nothing}`;
  return html`<fieldset class="group" id=${id} tabindex="-1" aria-describedby=${described || nothing}>
    <legend>${path.length === 1 ? html`<h3>${title}</h3>` : title}</legend>
    ${help(shape, id)} ${messages(problems, `${id}:messages`)} ${content}
  </fieldset>`;
}

/**
 * A part that may be there and is not.
 * @param {Form} form
 * @param {Shape} shape
 * @param {Path} path
 */
function absent(form, shape, path) {
  const id = idOf(path);
  const add = () => form.set(path, shape.begun(), path);
  const problems = form.problemsAt(path);
  const described = problems.length ? `${id}:messages ${id}:help` : `${id}:help`;
  return html`<div class="absent">
    <button type="button" class="add" id=${id} aria-describedby=${described} @click=${add}>Add ${lower(shape.title)}</button>
    ${messages(problems, `${id}:messages`)} ${help(shape, id)}
  </div>`;
}

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json[]} entries
 * @param {Path} path
 */
function list(form, shape, entries, path) {
  const one = shape.entries;
  const add = () => form.set([...path, entries.length], one.begun(), [...path, entries.length]);
  const draw = (/** @type {Json} */ value, /** @type {number} */ index) =>
    entry(form, one, value, [...path, index], entries.length);
  const more = one.kind === "part" ? lower(one.partTitle) : html`entry<span class="unseen"> to ${shape.title}</span>`;
  return group(
    form,
    shape,
    path,
    html`<div class="entries ${one.kind}">${repeat(entries, keyOf, draw)}</div>
      <button type="button" class="add" id="${idOf(path)}:add" @click=${add}>Add ${more}</button>`,
  );
}

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json} value
 * @param {Path} path
 * @param {number} count
 */
function entry(form, shape, value, path, count) {
  const index = Number(path.at(-1));
  const name = `${shape.partTitle} ${index + 1}`;
  const moves = buttons(form, name, path, index, count);
  if (!shape.fits(value)) return html`<div class="entry">${moves}${raw(form, name, value, path)}</div>`;
  const id = idOf(path);
  const problems = form.problemsAt(path);
  const told = messages(problems, `${id}:messages`);
  if (!isObject(value)) {
    return html`<div class="entry field">
      <label class="unseen" for=${id}>${name}</label>${control(form, shape, value, path)}${moves}${told}
    </div>`;
  }
  const described = problems.length ? `${id}:messages` : nothing;
  const about = HEADINGS[shape.part]?.(value).filter(Boolean).join(" – ");
  const heading = about ? html`${name}: <span class="about">${about}</span>` : name;
  if (path.length > 2) {
    return html`<fieldset class="entry" id=${id} tabindex="-1" aria-describedby=${described}>
      <legend>${heading}</legend>
      ${moves}${told}${fields(form, shape, value, path)}
    </fieldset>`;
  }
  return html`<div class="entry">
    ${moves}
    <details open aria-labelledby=${id}>
      <summary id=${id} aria-describedby=${described}><h4>${heading}</h4></summary>
      ${told}${fields(form, shape, value, path)}
    </details>
  </div>`;
}

/**
 * @param {Form} form
 * @param {string} name
 * @param {Path} path
 * @param {number} index
 * @param {number} count
 */
function buttons(form, name, path, index, count) {
  const id = idOf(path);
  const button = (
    /** @type {string} */ sign,
    /** @type {string} */ words,
    /** @type {boolean} */ off,
    /** @type {() => void} */ act,
  ) =>
    html`<button type="button" id=${`${id}:${words}`} aria-disabled=${off ? "true" : nothing} title=${`Move ${words}`}
      @click=${() => off || act()}><span aria-hidden="true">${sign}</span><span class="unseen">Move ${name} ${words}</span></button>`;
  return html`<div class="moves">
    ${button("↑", "up", index === 0, () => form.move(path, -1))}
    ${button("↓", "down", index === count - 1, () => form.move(path, 1))}
    <button type="button" title="Remove" @click=${() => form.remove(path, name)}>
      <span aria-hidden="true">×</span><span class="unseen">Remove ${name}</span>
    </button>
  </div>`;
}

/**
 * Fields that stand apart until they are wanted.
 * @param {Form} form
 * @param {string} title
 * @param {[string, Shape][]} shapes
 * @param {JsonObject} whole
 */
export function apart(form, title, shapes, whole) {
  if (!shapes.length) return nothing;
  const filled = shapes.filter(([name]) => Object.hasOwn(whole, name)).length;
  const problems = shapes.reduce((sum, [name]) => sum + form.problemsWithin([name]), 0);
  const told = [filled && `${filled} filled in`, problems && `${problems} to look at`].filter(Boolean).join(", ");
  return html`<details class="apart" aria-label=${title}>
    <summary><h3>${title}</h3> ${told ? html`<span class="note">${told}</span>` : nothing}</summary>
    <div class="fields">${shapes.map(([name, shape]) => value(form, shape, own(whole, name), [name]))}</div>
  </details>`;
}

/**
 * A title within a sentence: "Disputed item" to "disputed item", "MTUS citations" as it is.
 * @param {string} title
 */
function lower(title) {
  return /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
}
