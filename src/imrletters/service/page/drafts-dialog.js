// The dialog with the drafts in this browser: opens and deletes them, and changes whether drafts are kept.
import { mayKeepDrafts, rememberConsent } from "./consent.js";
import { allDrafts, DAYS, deleteAllDrafts, deleteDraft } from "./drafts.js";
import { html, nothing, render } from "./vendor/lit-html/lit-html.js";

/** @import { Draft } from "./drafts.js" */
/**
 * @typedef {object} Listeners
 * @property {(draft: Draft) => void} onOpen
 * @property {() => void} onForget is called after drafts were deleted
 * @property {(isAllowed: boolean) => void} onConsent
 * @property {() => Promise<Map<string, "this" | "another">>} tabs which tab shows each draft that is open
 */

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("drafts-dialog"));
const content = /** @type {HTMLElement} */ (document.getElementById("drafts-content"));

export class DraftsDialog {
  #listeners;

  /** @param {Listeners} listeners */
  constructor(listeners) {
    this.#listeners = listeners;
  }

  async show() {
    await this.#draw();
    if (!dialog.open) dialog.showModal();
  }

  async #draw() {
    const tabs = await this.#listeners.tabs();
    const [drafts, isPersistent] = [await allDrafts(), await isStoragePersistent()];
    const isAllowed = mayKeepDrafts() ?? false;
    const consent = html`<p><label><input type="checkbox" .checked=${isAllowed}
      @change=${(/** @type {Event} */ event) => this.#consent(/** @type {HTMLInputElement} */ (event.target).checked)}>
      Keep drafts on this computer</label></p>
      <p class="help">Drafts contain health data. Everyone who uses this browser on this computer can read them. Each is
      deleted ${DAYS} days after its last change.${isAllowed && !isPersistent ? " The browser may delete them earlier when the disk is full." : nothing}</p>`;
    const rows = drafts.map((draft) => this.#row(draft, tabs.get(draft.id)));
    const list = rows.length ? html`<ul class="drafts">${rows}</ul>` : html`<p>No drafts are kept.</p>`;
    render(html`${list}${consent}${rows.length ? this.#forgetAll() : nothing}`, content);
  }

  /**
   * @param {Draft} draft
   * @param {"this" | "another"} [tab] the tab that shows it
   */
  #row(draft, tab) {
    const time = new Date(draft.time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
    const place = tab && `open in ${tab} tab`;
    const state = [draft.text !== draft.savedText && "not saved", place].filter(Boolean).join(", ");
    const onOpen = () => {
      dialog.close();
      this.#listeners.onOpen(draft);
    };
    const onDelete = async () => {
      await deleteDraft(draft.id);
      await this.#afterDeletion();
    };
    return html`<li>
      <span><b>${draft.name}</b><br><time>${time}</time> <span class="note">${state}</span></span>
      <button type="button" ?disabled=${tab} @click=${onOpen}>Open<span class="visually-hidden"> ${draft.name}, ${time}</span></button>
      <button type="button" ?disabled=${tab} @click=${onDelete}>Delete<span class="visually-hidden"> ${draft.name}, ${time}</span></button>
    </li>`;
  }

  #forgetAll() {
    const onClick = async () => {
      rememberConsent(undefined);
      await deleteAllDrafts();
      await this.#afterDeletion();
    };
    return html`<p><button type="button" id="forget-all" @click=${onClick}>Forget all</button></p>`;
  }

  async #afterDeletion() {
    this.#listeners.onForget();
    await this.#draw();
    dialog.querySelector("button")?.focus();
  }

  /** @param {boolean} isAllowed */
  async #consent(isAllowed) {
    this.#listeners.onConsent(isAllowed);
    await this.#draw();
  }
}

async function isStoragePersistent() {
  return (await navigator.storage?.persisted?.()) ?? false;
}

document.getElementById("drafts-close")?.addEventListener("click", () => dialog.close());
