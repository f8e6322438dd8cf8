// The buttons and the keys that move, duplicate and remove an entry of a list, and add one.
import { elementId } from "./case-path.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Path } from "./case-path.js" */
/** @import { Form } from "./form.js" */

/**
 * The buttons that move, duplicate and remove an entry.
 * @param {Form} form
 * @param {string} name
 * @param {Path} path
 * @param {number} index
 * @param {number} count
 * @param {boolean} canDuplicate
 */
export function entryButtons(form, name, path, index, count, canDuplicate) {
  const id = elementId(path);
  const moveButton = (
    /** @type {string} */ symbol,
    /** @type {string} */ direction,
    /** @type {boolean} */ isDisabled,
    /** @type {number} */ by,
  ) =>
    html`<button type="button" id=${`${id}:${direction}`} aria-disabled=${isDisabled ? "true" : nothing}
      title=${`Move ${direction} (Alt+Shift+${by < 0 ? "Up" : "Down"})`} @click=${() => isDisabled || form.move(path, by)}><span aria-hidden="true">${symbol}</span><span
      class="visually-hidden">Move ${name} ${direction}</span></button>`;
  return html`<div class="entry-buttons">
    ${count > 1 ? [moveButton("↑", "up", index === 0, -1), moveButton("↓", "down", index === count - 1, 1)] : nothing}
    ${canDuplicate ? html`<button type="button" title="Duplicate (Alt+Shift+D)" @click=${() => form.duplicate(path)}>Duplicate<span class="visually-hidden"> ${name}</span></button>` : nothing}
    <button type="button" title="Remove" @click=${() => form.remove(path, name)}>
      <span aria-hidden="true">×</span><span class="visually-hidden">Remove ${name}</span>
    </button>
  </div>`;
}

/**
 * The keys of an entry, in any of its fields: Alt+Shift with an arrow moves it, with D duplicates it, with Delete removes
 * it, and with Enter adds another one.
 * @param {Form} form
 * @param {string} name
 * @param {Path} path
 * @param {() => void} add
 * @param {boolean} canDuplicate
 */
export function entryKeys(form, name, path, add, canDuplicate) {
  /** @type {Record<string, () => void>} by the key, whatever character the keyboard has on it with Alt and Shift */
  const actions = {
    ArrowUp: () => form.move(path, -1),
    ArrowDown: () => form.move(path, 1),
    Delete: () => form.remove(path, name),
    Enter: add,
    ...(canDuplicate && { KeyD: () => form.duplicate(path) }),
  };
  return (/** @type {KeyboardEvent} */ event) => {
    const action = event.altKey && event.shiftKey ? actions[event.code] : undefined;
    if (!action) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
}
