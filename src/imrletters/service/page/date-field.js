// The control of a date: shows it as the letter prints it, reads it as people write it, and offers a calendar.
import { chosenDay } from "./calendar.js";
import { elementId } from "./case-path.js";
import { readDate, shownDate } from "./dates.js";
import { typingStep } from "./typing-steps.js";
import { ifDefined } from "./vendor/lit-html/directives/if-defined.js";
import { live } from "./vendor/lit-html/directives/live.js";
import { html } from "./vendor/lit-html/lit-html.js";

/** @import { Path } from "./case-path.js" */
/** @import { Form } from "./form.js" */
/** @import { SchemaNode } from "./schema-node.js" */

/** What is typed in the field with the focus; it is shown as it is until the focus leaves the field. */
let typed = { id: "", text: "" };

/**
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {string} value of the case: a date in ISO form, or other text
 * @param {Path} path
 * @param {{ describedBy?: string, invalid?: string, required?: string }} attributes
 */
export function dateControl(form, node, value, path, { describedBy, invalid, required }) {
  const id = elementId(path);
  const isTyped = typed.id === id && (readDate(typed.text) ?? typed.text) === value;
  const shown = isTyped ? typed.text : shownDate(value);
  const set = (/** @type {string} */ text, kind = "") => form.setText(path, node, readDate(text) ?? text, kind);
  const onInput = (/** @type {Event} */ event) => {
    typed = { id, text: /** @type {HTMLInputElement} */ (event.target).value };
    set(typed.text, typingStep(event, shown));
  };
  const onBlur = (/** @type {Event} */ event) => {
    const { value: text } = /** @type {HTMLInputElement} */ (event.target);
    typed = { id: "", text: "" };
    if ((readDate(text) ?? value) !== value) set(text);
    form.draw();
  };
  const openCalendar = async () => {
    const day = await chosenDay(value, node.title);
    const input = document.getElementById(id);
    input?.focus();
    if (!day || !(input instanceof HTMLInputElement)) return;
    input.value = shownDate(day);
    // as if it were typed: a document has other fields when it has a last date
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  const onKeyDown = (/** @type {KeyboardEvent} */ event) => {
    if (!(event.altKey && event.key === "ArrowDown")) return;
    event.preventDefault();
    openCalendar();
  };
  return html`<div class="date-control">
    <input
      id=${id}
      .value=${live(shown)}
      aria-describedby=${ifDefined(describedBy)}
      aria-invalid=${ifDefined(invalid)}
      aria-required=${ifDefined(required)}
      aria-keyshortcuts="Alt+ArrowDown"
      spellcheck="false"
      autocomplete="off"
      @input=${onInput}
      @blur=${onBlur}
      @keydown=${onKeyDown}
    /><button type="button" tabindex="-1" title="Calendar (Alt+Down)" @click=${openCalendar}><span
      aria-hidden="true">▦</span><span class="visually-hidden">Calendar for ${node.title}</span></button>
  </div>`;
}
