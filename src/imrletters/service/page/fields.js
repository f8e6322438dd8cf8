// The fields of the form that hold one value: a text, a day, a number, a choice, or what no field can show.

import { completed } from "./completion.js";
import { isNumber } from "./json.js";
import { idOf } from "./place.js";
import { messages } from "./problems.js";
import { ifDefined } from "./vendor/lit-html/directives/if-defined.js";
import { live } from "./vendor/lit-html/directives/live.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Json } from "./json.js" */
/** @import { Form } from "./form.js" */
/** @import { Path } from "./place.js" */
/** @import { Shape } from "./shape.js" */

const LINE_END = /[\r\n]/;

/**
 * What every control of a field needs to know.
 * @param {Form} form
 * @param {Shape} shape
 * @param {Path} path
 */
function tied(form, shape, path) {
  const id = idOf(path);
  const problems = form.problemsAt(path);
  const described = [problems.length && `${id}:messages`, shape.help && `${id}:help`].filter(Boolean);
  return {
    id,
    problems,
    described: described.join(" ") || undefined,
    invalid: problems.some((problem) => problem.severity === "error") ? "true" : undefined,
    required: shape.required ? "true" : undefined,
  };
}

/**
 * A field with its label, its help and its messages.
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json | undefined} value
 * @param {Path} path
 */
export function field(form, shape, value, path) {
  const { id, problems } = tied(form, shape, path);
  return html`<div class="field ${shape.kind} ${shape.isShort ? "short" : ""}">
    <label for=${id}>${shape.title}${shape.required ? html`<span class="needed" aria-hidden="true"> *</span>` : nothing}</label>
    ${control(form, shape, value, path)} ${messages(problems, `${id}:messages`)} ${help(shape, id)}
  </div>`;
}

/**
 * The help text of a field, with its example.
 * @param {Shape} shape
 * @param {string} id
 */
export function help(shape, id) {
  const example = shape.example ? html` <span class="example">For example ${shape.example}</span>` : nothing;
  return shape.help ? html`<p class="help" id=${`${id}:help`}>${shape.help}${example}</p>` : nothing;
}

/**
 * The control alone.
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json | undefined} value
 * @param {Path} path
 */
export function control(form, shape, value, path) {
  if (shape.kind === "choice") return choice(form, shape, value, path);
  const text = isNumber(value) ? JSON.stringify(value) : /** @type {string} */ (value ?? "");
  const { id, described, invalid, required } = tied(form, shape, path);
  const onInput = (/** @type {InputEvent} */ event) =>
    form.write(path, shape, /** @type {HTMLInputElement} */ (event.target).value);
  const titles = form.completions(shape);
  const paragraphs = shape.kind === "narrative";
  // only a text area can show a line end, which a file may have anywhere
  if (paragraphs || (shape.kind === "text" && !titles) || LINE_END.test(text)) {
    return html`<textarea
      id=${id}
      rows=${paragraphs ? 4 : 1}
      .value=${live(text)}
      aria-describedby=${ifDefined(described)}
      aria-invalid=${ifDefined(invalid)}
      aria-required=${ifDefined(required)}
      spellcheck=${paragraphs}
      autocomplete="off"
      @input=${onInput}
      @keydown=${paragraphs ? nothing : withoutLineEnd}
    ></textarea>`;
  }
  const input = html`<input
    id=${id}
    .value=${live(text)}
    aria-describedby=${ifDefined(described)}
    aria-invalid=${ifDefined(invalid)}
    aria-required=${ifDefined(required)}
    spellcheck="false"
    autocomplete="off"
    @input=${onInput}
  />`;
  return titles ? completed(input, id, shape.title, titles) : input;
}

/** @param {KeyboardEvent} event */
function withoutLineEnd(event) {
  if (event.key === "Enter") event.preventDefault();
}

/**
 * @param {Form} form
 * @param {Shape} shape
 * @param {Json | undefined} value
 * @param {Path} path
 */
function choice(form, shape, value, path) {
  const { id, described, invalid, required } = tied(form, shape, path);
  const strange = value !== undefined && value !== null && !shape.choices.includes(value);
  const onChange = (/** @type {Event} */ event) => {
    const chosen = shape.choices[Number(/** @type {HTMLSelectElement} */ (event.target).value)];
    form.set(path, chosen);
  };
  const option = (/** @type {Json} */ one, /** @type {number} */ index) =>
    html`<option value=${index} .selected=${live(one === value)}>${one}</option>`;
  return html`<select
    id=${id}
    aria-describedby=${ifDefined(described)}
    aria-invalid=${ifDefined(invalid)}
    aria-required=${ifDefined(required)}
    @change=${onChange}
  >
    <option value="none" .selected=${live(value === undefined || value === null)}>${shape.required ? "Choose…" : "–"}</option>
    ${shape.choices.map(option)} ${strange ? html`<option value="strange" selected disabled>${value} (not allowed)</option>` : nothing}
  </select>`;
}

/**
 * A value of the file that no field can show: as it stands there, to be kept or removed.
 * @param {Form} form
 * @param {string} title
 * @param {Json} value
 * @param {Path} path
 */
export function raw(form, title, value, path) {
  const id = idOf(path);
  const problems = form.problemsAt(path);
  return html`<div class="field raw" role="group" id=${id} tabindex="-1" aria-labelledby="${id}:title"
    aria-describedby=${problems.length ? `${id}:messages` : nothing}>
    <span class="label" id=${`${id}:title`}>${title} <span class="note">as it stands in the file</span></span>
    <code>${JSON.stringify(value, null, 2)}</code>
    <button type="button" @click=${() => form.remove(path, title)}>Remove<span class="unseen"> ${title}</span></button>
    ${messages(problems, `${id}:messages`)}
  </div>`;
}
