// The form fields for one value: text, date, number or choice, and the JSON of a value that no field can show.

import { autocomplete } from "./autocomplete.js";
import { elementId } from "./case-path.js";
import { dateControl } from "./date-field.js";
import { shownDate } from "./dates.js";
import { isNumber } from "./json.js";
import { examinePaste, repairOffer } from "./paste-repair.js";
import { messages } from "./problems.js";
import { typingStep } from "./typing-steps.js";
import { ifDefined } from "./vendor/lit-html/directives/if-defined.js";
import { live } from "./vendor/lit-html/directives/live.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Path } from "./case-path.js" */
/** @import { Form } from "./form.js" */
/** @import { Json } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */

const LINE_BREAK = /[\r\n]/;

/**
 * The attributes that every control of a field has.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
function attributes(form, node, path) {
  const id = elementId(path);
  const problems = form.problemsAt(path);
  const warning = form.choices.warning(node, path, form.valueAt([]), document.activeElement?.id === id);
  const descriptions = { messages: problems.length > 0, unknown: warning, help: node.help };
  const describedBy = Object.entries(descriptions).flatMap(([name, isShown]) => (isShown ? [`${id}:${name}`] : []));
  return {
    id,
    problems,
    warning,
    describedBy: describedBy.join(" ") || undefined,
    invalid: problems.some((problem) => problem.severity === "error") ? "true" : undefined,
    required: node.required ? "true" : undefined,
  };
}

/**
 * A field with its label, help text and messages.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @param {Path} path
 */
export function field(form, node, value, path) {
  const { id, problems } = attributes(form, node, path);
  return html`<div class="field ${node.kind} ${node.isShort ? "short" : ""}">
    <label for=${id}>${node.title}${node.required ? html`<span class="required" aria-hidden="true"> *</span>` : nothing}</label>
    ${control(form, node, value, path)} ${messages(problems, `${id}:messages`)} ${help(node, id)}
  </div>`;
}

/**
 * The help text of a field, with an example.
 * @param {SchemaNode} node
 * @param {string} id
 */
export function help(node, id) {
  const example = node.example ? html` <span class="example">For example ${shownDate(node.example)}</span>` : nothing;
  return node.help ? html`<p class="help" id=${`${id}:help`}>${node.help}${example}</p>` : nothing;
}

/**
 * The control of a field, without label and help text.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @param {Path} path
 */
export function control(form, node, value, path) {
  if (node.kind === "choice") return choice(form, node, value, path);
  const text = isNumber(value) ? JSON.stringify(value) : /** @type {string} */ (value ?? "");
  const { id, warning, describedBy, invalid, required } = attributes(form, node, path);
  // an input element would remove line breaks
  if (node.kind === "date" && !LINE_BREAK.test(text)) {
    return dateControl(form, node, text, path, { describedBy, invalid, required });
  }
  const onInput = (/** @type {InputEvent} */ event) => {
    form.setText(path, node, /** @type {HTMLInputElement} */ (event.target).value, typingStep(event, text));
    if (event.inputType === "insertFromPaste") examinePaste(form, node, path);
  };
  const suggestions = form.choices.offered(node, path, form.valueAt([]));
  const isNarrative = node.kind === "narrative";
  const offer = repairOffer(form, node, path);
  // a file may have line breaks in any text, and an input element would remove them
  if (isNarrative || (node.kind === "text" && !suggestions) || LINE_BREAK.test(text)) {
    return html`<textarea
      id=${id}
      rows=${isNarrative ? 4 : 1}
      .value=${live(text)}
      aria-describedby=${ifDefined(describedBy)}
      aria-invalid=${ifDefined(invalid)}
      aria-required=${ifDefined(required)}
      spellcheck=${isNarrative}
      autocomplete="off"
      @input=${onInput}
    ></textarea>${offer}`;
  }
  const input = html`<input
    id=${id}
    .value=${live(text)}
    aria-describedby=${ifDefined(describedBy)}
    aria-invalid=${ifDefined(invalid)}
    aria-required=${ifDefined(required)}
    spellcheck="false"
    autocomplete="off"
    @input=${onInput}
  />`;
  if (!suggestions) return html`${input}${offer}`;
  return html`${autocomplete(input, id, node.title, suggestions, () => form.draw())}${offer}
    ${warning ? html`<p class="unknown" id=${`${id}:unknown`}>${warning}</p>` : nothing}`;
}

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @param {Path} path
 */
function choice(form, node, value, path) {
  const { id, describedBy, invalid, required } = attributes(form, node, path);
  const isEmpty = value === undefined || value === null;
  const isUnknown = !isEmpty && !node.choices.includes(value);
  const onChange = (/** @type {Event} */ event) => {
    const chosen = node.choices[Number(/** @type {HTMLSelectElement} */ (event.target).value)];
    form.set(path, chosen);
  };
  const option = (/** @type {Json} */ one, /** @type {number} */ index) =>
    html`<option value=${index} .selected=${live(one === value)}>${one}</option>`;
  return html`<select
    id=${id}
    aria-describedby=${ifDefined(describedBy)}
    aria-invalid=${ifDefined(invalid)}
    aria-required=${ifDefined(required)}
    @change=${onChange}
  >
    <option value="none" .selected=${live(isEmpty)}>${node.required ? "Choose…" : "–"}</option>
    ${node.choices.map(option)} ${isUnknown ? html`<option value="unknown" selected disabled>${value} (not allowed)</option>` : nothing}
  </select>`;
}

/**
 * The JSON of a value that no field can show, with a button that removes it.
 * @param {Form} form
 * @param {string} title
 * @param {Json} value
 * @param {Path} path
 * @param {unknown} [action] another button
 */
export function rawValue(form, title, value, path, action = nothing) {
  const id = elementId(path);
  const problems = form.problemsAt(path);
  return html`<div class="field raw" role="group" id=${id} tabindex="-1" aria-labelledby="${id}:title"
    aria-describedby=${problems.length ? `${id}:messages` : nothing}>
    <span class="label" id=${`${id}:title`}>${title} <span class="note">as in the file</span></span>
    <code>${JSON.stringify(value, null, 2)}</code>
    ${action} <button type="button" @click=${() => form.remove(path, title)}>Remove<span class="visually-hidden"> ${title}</span></button>
    ${messages(problems, `${id}:messages`)}
  </div>`;
}
