// Offers the repaired text after text was pasted that a letter cannot print as it is; a person accepts it or not.
import { repairText, ServerError } from "./api-client.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Form } from "./form.js" */
/** @import { RepairedText } from "./api-client.js" */
/** @import { Path } from "./case-path.js" */
/** @import { SchemaNode } from "./schema-node.js" */
/** @typedef {{ id: string, pasted: string, repaired: RepairedText }} Offer */

/** Text of these characters needs no repair; the service decides about all other text. */
const PLAIN = /^[ -~‘’“”–—•°±×÷≤≥µ½¼¾]*$/;
/** @type {Offer | undefined} */
let offer;

/**
 * Looks at the text that is pasted into the field with an id.
 * @param {ClipboardEvent} event
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {string} id
 */
export async function onPaste(event, form, node, id) {
  // fields have the line ends of the web
  const pasted = (event.clipboardData?.getData("text/plain") ?? "").replace(/\r\n?/g, "\n");
  if (PLAIN.test(pasted)) return;
  const repaired = await repairText(pasted, node.kind === "narrative").catch((error) => {
    const reason = error instanceof ServerError ? ` ${error.message}` : "";
    form.announce(`The pasted text was not examined for characters that a letter cannot print.${reason}`);
  });
  if (!repaired?.repairs.length) return;
  offer = { id, pasted, repaired };
  form.draw();
  document.getElementById(`${id}:repair`)?.parentElement?.scrollIntoView({ block: "nearest" });
}

/**
 * The offer for a field: the repaired text with its changes marked.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 * @param {string} id
 * @param {string} text of the field
 */
export function repairOffer(form, node, path, id, text) {
  const shown = offer;
  if (shown?.id !== id || !text.includes(shown.pasted)) return nothing;
  const { pasted, repaired } = shown;
  const close = () => {
    offer = undefined;
    form.draw();
    document.getElementById(id)?.focus();
  };
  const accept = () => {
    const start = text.lastIndexOf(pasted);
    form.set(path, node.fromText(text.slice(0, start) + repaired.text + text.slice(start + pasted.length)));
    close();
    const end = start + repaired.text.length;
    /** @type {HTMLTextAreaElement} */ (document.getElementById(id)).setSelectionRange(end, end);
  };
  const count = repaired.repairs.length === 1 ? "1 place" : `${repaired.repairs.length} places`;
  const kinds = [...new Set(repaired.repairs.map(({ message }) => message))];
  return html`<div class="repair" role="group" aria-labelledby="${id}:repair">
    <p id="${id}:repair" role="status">The pasted text can be repaired in ${count}; no word changes.</p>
    <p class="repaired">${marked(pasted, repaired)}</p>
    <ul>${kinds.map((kind) => html`<li>${kind}</li>`)}</ul>
    <div class="actions">
      <button type="button" class="primary" @click=${accept}>Use the repaired text</button>
      <button type="button" @click=${close}>Keep as pasted</button>
    </div>
  </div>`;
}

/**
 * The repaired text, with each change as a mark.
 * @param {string} pasted
 * @param {RepairedText} repaired
 */
function marked(pasted, { repairs }) {
  const characters = [...pasted];
  let place = 0;
  const parts = repairs.map(({ start, end, replacement, message }) => {
    const before = characters.slice(place, start).join("");
    place = end;
    const shown = replacement === "" ? "·" : replacement.replaceAll("\n", "¶\n").replace(/^ $/, "␣");
    return html`${before}<mark title=${message}>${shown}</mark>`;
  });
  return html`${parts}${characters.slice(place).join("")}`;
}
