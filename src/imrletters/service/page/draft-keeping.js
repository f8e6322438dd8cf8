// Keeps the case on the page as a draft in this browser, if a person allowed it.
import { mayKeepDrafts, restoreConsent } from "./consent.js";
import { DraftLock } from "./draft-lock.js";
import { allDrafts, deleteOldDrafts, openDatabase, storedDraft, writeDraft } from "./drafts.js";
import { read } from "./json.js";

/** @import { CaseDocument } from "./case-document.js" */
/** @import { Draft } from "./drafts.js" */
/**
 * @typedef {object} Listeners
 * @property {(message: string) => void} onError is called when a draft cannot be written
 * @property {(name: string) => void} onCopy is called when this tab has a copy of a draft that another tab shows
 * @property {() => void} onReplace is called before a draft replaces the current case
 * @property {() => void} onMissing is called when the draft that is to be opened was deleted
 */

/** The key, in the session storage, of the draft that this tab shows again after a reload. */
const TAB_KEY = "draft";
const WRITING_PAUSE_MILLISECONDS = 300;

export class DraftKeeping {
  #caseDocument;
  #listeners;
  #writtenText = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #lock = new DraftLock();

  /**
   * @param {CaseDocument} caseDocument
   * @param {Listeners} listeners
   */
  constructor(caseDocument, listeners) {
    this.#caseDocument = caseDocument;
    this.#listeners = listeners;
  }

  /** Opens the draft of this tab, and keeps every change from now on. */
  async start() {
    await restoreConsent();
    if (mayKeepDrafts()) {
      await openDatabase();
      await deleteOldDrafts();
      const id = sessionStorage.getItem(TAB_KEY);
      const draft = id ? await storedDraft(id) : undefined;
      // what was typed while the page was starting is newer
      if (draft && !this.#caseDocument.isUnsaved) await this.#show(draft, await this.#lock.hold(draft.id));
    }
    this.#caseDocument.addEventListener("change", () => this.#schedule());
    this.#caseDocument.addEventListener("saved", () => this.#schedule());
    // the browser may end a hidden page at any time
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.writeNow());
    window.addEventListener("pagehide", () => this.writeNow());
  }

  /**
   * Opens a draft as it is stored now; another tab may have changed it. A draft that another tab shows is opened as a copy.
   * @param {string} id
   */
  async open(id) {
    const isFree = await this.#lock.hold(id);
    const draft = await storedDraft(id);
    if (!draft) {
      if (isFree) await this.#lock.release();
      this.#listeners.onMissing();
      return;
    }
    this.#listeners.onReplace();
    await this.#show(draft, isFree);
  }

  /**
   * @param {Draft} draft
   * @param {boolean} isFree whether no other tab shows it
   */
  async #show({ id, name, text, fileName, ...kept }, isFree) {
    const { savedText, isNew, handle, diskTime } = kept;
    const file = { name: fileName, savedText, isNew, handle, diskTime, ...(isFree && { draft: id }) };
    this.#caseDocument.open(read(text), file);
    if (!isFree) {
      await this.writeNow();
      this.#listeners.onCopy(name);
      return;
    }
    this.#writtenText = text + savedText;
    sessionStorage.setItem(TAB_KEY, id);
  }

  /** The unsaved drafts that no tab shows, the last changed first. */
  async abandoned() {
    const open = await this.#lock.held();
    return (await allDrafts()).filter(({ id, text, savedText }) => text !== savedText && !open.has(id));
  }

  #schedule() {
    clearTimeout(this.#timer);
    if (mayKeepDrafts()) this.#timer = setTimeout(() => this.writeNow(), WRITING_PAUSE_MILLISECONDS);
  }

  /**
   * Writes the draft of the current case, if it has unsaved changes or was written before.
   * @returns {Promise<boolean>} whether the current state is kept
   */
  async writeNow() {
    clearTimeout(this.#timer);
    if (!mayKeepDrafts()) return false;
    const { file, text, isUnsaved } = this.#caseDocument;
    const isWritten = this.#lock.id === file.draft;
    if (isWritten && this.#writtenText === text + file.savedText) return true;
    if (!isWritten && !isUnsaved) {
      await this.#leaveDraft();
      return true;
    }
    // undo brought back a case whose draft another tab may have opened since; a new draft is not waited for, because a
    // page that is being left has no time
    const isCopied = this.#lock.wasReleased(file.draft) && !(await this.#lock.hold(file.draft));
    if (isCopied) this.#caseDocument.separateDraft();
    return await this.#write(isCopied);
  }

  /** @param {boolean} isCopied whether another tab shows the draft that this case was */
  async #write(isCopied) {
    const { file, text, name } = this.#caseDocument;
    const { draft: id, name: fileName, savedText, isNew, handle, diskTime } = file;
    this.#writtenText = text + savedText;
    sessionStorage.setItem(TAB_KEY, id);
    try {
      await writeDraft({ id, name, time: Date.now(), text, fileName, savedText, isNew, handle, diskTime });
    } catch (error) {
      this.#writtenText = "";
      this.#listeners.onError(
        `The draft could not be kept: ${/** @type {Error} */ (error).message}. Save the case to a file.`,
      );
      return false;
    }
    await this.#lock.hold(id);
    if (isCopied) this.#listeners.onCopy(name);
    return true;
  }

  /** Lets other tabs open the draft of the case that the current one replaced. */
  async #leaveDraft() {
    sessionStorage.removeItem(TAB_KEY);
    await this.#lock.release();
  }

  /**
   * Which tab shows each draft that is open.
   * @returns {Promise<Map<string, "this" | "another">>}
   */
  async tabs() {
    await this.writeNow();
    const open = [...(await this.#lock.held())];
    return new Map(open.map((id) => [id, id === this.#lock.id ? "this" : "another"]));
  }

  /** Writes the current case again with the next change, after its draft was deleted. */
  forget() {
    this.#writtenText = "";
    sessionStorage.removeItem(TAB_KEY);
  }
}
