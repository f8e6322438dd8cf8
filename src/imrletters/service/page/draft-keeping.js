// Keeps the case on the page as a draft in this browser, if a person allowed it.
import { mayKeepDrafts, restoreConsent } from "./consent.js";
import { allDrafts, deleteOldDrafts, openDatabase, writeDraft } from "./drafts.js";
import { read } from "./json.js";

/** @import { CaseDocument } from "./case-document.js" */
/** @import { Draft } from "./drafts.js" */

/** The key, in the session storage, of the draft that this tab shows again after a reload. */
const TAB_KEY = "draft";
const LOCK = "draft:";
const WRITING_PAUSE_MILLISECONDS = 300;
const LOCK_MILLISECONDS = 500;

export class DraftKeeping {
  #caseDocument;
  #listeners;
  #writtenText = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #held = "";
  #release = () => {};

  /**
   * @param {CaseDocument} caseDocument
   * @param {{ onError: (message: string) => void, onCopy: (name: string) => void }} listeners are called when a draft
   *   cannot be written, and when a draft that another tab shows was opened as a copy
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
      const draft = (await allDrafts()).find((one) => one.id === id);
      if (draft) await this.open(draft);
    }
    this.#caseDocument.addEventListener("change", () => this.#schedule());
    this.#caseDocument.addEventListener("saved", () => this.#schedule());
    // the browser may end a hidden page at any time
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.writeNow());
    window.addEventListener("pagehide", () => this.writeNow());
  }

  /**
   * Shows a draft. A draft that another tab shows is opened as a copy.
   * @param {Draft} draft
   */
  async open({ id, name, text, fileName, savedText, handle }) {
    const isFree = await this.#hold(id);
    const file = { name: fileName, savedText, ...(handle && { handle }), ...(isFree && { draft: id }) };
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
    const open = await openDrafts();
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
    const { file, text, name, isUnsaved } = this.#caseDocument;
    const isWritten = this.#held === file.draft;
    if (!mayKeepDrafts()) return false;
    if (isWritten ? this.#writtenText === text + file.savedText : !isUnsaved) return true;
    this.#writtenText = text + file.savedText;
    sessionStorage.setItem(TAB_KEY, file.draft);
    const draft = { id: file.draft, name, time: Date.now(), text, fileName: file.name, savedText: file.savedText };
    try {
      await writeDraft(file.handle ? { ...draft, handle: file.handle } : draft);
    } catch (error) {
      this.#writtenText = "";
      this.#listeners.onError(
        `The draft could not be kept: ${/** @type {Error} */ (error).message}. Save the case to a file.`,
      );
      return false;
    }
    await this.#hold(file.draft);
    return true;
  }

  /**
   * Whether a draft is the one of this tab.
   * @param {string} id
   */
  isOwn(id) {
    return this.#held === id;
  }

  /** Writes the current case again with the next change, after its draft was deleted. */
  forget() {
    this.#writtenText = "";
    sessionStorage.removeItem(TAB_KEY);
  }

  /**
   * Marks a draft as the one of this tab, and returns whether no other tab shows it.
   * @param {string} id
   * @returns {Promise<boolean>}
   */
  async #hold(id) {
    if (this.#held === id) return true;
    // only pages of this computer or with encryption have locks
    const isFree = !navigator.locks || (await this.#lock(id));
    if (isFree) this.#held = id;
    return isFree;
  }

  /**
   * @param {string} id
   * @returns {Promise<boolean>}
   */
  #lock(id) {
    return new Promise((resolve) => {
      const onLock = () =>
        new Promise((/** @type {(value?: unknown) => void} */ release) => {
          this.#release();
          this.#release = release;
          resolve(true);
        });
      // after a reload, the page before releases its lock soon
      const signal = AbortSignal.timeout(LOCK_MILLISECONDS);
      navigator.locks.request(LOCK + id, { signal }, onLock).catch(() => resolve(false));
    });
  }
}

/**
 * The ids of the drafts that are open in a tab.
 * @returns {Promise<Set<string>>}
 */
export async function openDrafts() {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.map(({ name }) => String(name).replace(LOCK, "")));
}
