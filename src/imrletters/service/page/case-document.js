// The case on the page: its data, the text of its file, whether that text is saved, and the history of its changes.
import { History } from "./history.js";
import { isObject, write } from "./json.js";

/** @import { Json } from "./json.js" */
/**
 * What is known of the file of a case. `draft` identifies the draft of the case in this browser.
 * @typedef {object} CaseFile
 * @property {string} name "" for a new case
 * @property {string} savedText
 * @property {string} draft
 * @property {boolean} [isNew] whether the case was begun on this page, with empty fields
 * @property {FileSystemFileHandle} [handle]
 * @property {number} [diskTime] when the file on disk was last changed by this page or before it was opened
 */
/** @typedef {{ data: Json, file: CaseFile, isStarted: boolean }} State */
/** @typedef {Partial<CaseFile> & { isStarted?: boolean }} OpenOptions */

/** Dispatches "change" when the data change, and "saved" when the file is saved. */
export class CaseDocument extends EventTarget {
  /** @type {History<State>} */
  #history;
  #text = "";

  /** @param {Json} data of a new case */
  constructor(data) {
    super();
    this.#history = new History({ data, file: { ...caseFile(data), isNew: true }, isStarted: false });
    this.#text = write(data);
  }

  get data() {
    return this.#history.current.data;
  }

  /** The file of the case; it is the same object as long as the case is not replaced by another one. */
  get file() {
    return this.#history.current.file;
  }

  /** Whether anything was entered. A new case has no problems until then. */
  get isStarted() {
    return this.#history.current.isStarted;
  }

  /** The text of the case file. */
  get text() {
    return this.#text;
  }

  /** The case number as part of a file name. */
  get caseNumber() {
    const number = isObject(this.data) ? this.data.case_number : "";
    return typeof number === "string" ? number.replace(/[^\w.-]+/g, "-") : "";
  }

  /** The name of the file, or what the case is called until it has one. */
  get name() {
    return this.file.name || this.caseNumber || "New case";
  }

  get isUnsaved() {
    return this.#text !== this.file.savedText;
  }

  get canUndo() {
    return this.#history.canUndo;
  }

  get canRedo() {
    return this.#history.canRedo;
  }

  /**
   * Replaces the case by another one.
   * @param {Json} data
   * @param {OpenOptions} [options]
   */
  open(data, { isStarted = true, ...file } = {}) {
    this.#history.record({ data, file: { ...caseFile(data), ...file }, isStarted });
    this.#onChange();
  }

  /**
   * Changes the case.
   * @param {Json} data
   * @param {string} [kind] successive changes of the same kind are undone together
   */
  change(data, kind) {
    this.#history.record({ data, file: this.file, isStarted: true }, kind);
    this.#onChange();
  }

  /**
   * Changes the case as a part of the change before, so that both are undone together.
   * @param {Json} data
   */
  amend(data) {
    this.#history.amend({ ...this.#history.current, data });
    this.#onChange();
  }

  undo() {
    this.#history.move(-1);
    this.#onChange();
  }

  redo() {
    this.#history.move(1);
    this.#onChange();
  }

  /** Keeps the case as a draft of its own from now on. */
  separateDraft() {
    this.file.draft = newDraft();
  }

  /**
   * States that the text was written to a file.
   * @param {Partial<CaseFile>} file
   * @param {string} [text]
   */
  markSaved(file, text = this.#text) {
    Object.assign(this.file, file, { savedText: text });
    this.dispatchEvent(new Event("saved"));
  }

  #onChange() {
    this.#text = write(this.data);
    this.dispatchEvent(new Event("change"));
  }
}

/**
 * @param {Json} data
 * @returns {CaseFile}
 */
function caseFile(data) {
  return { name: "", savedText: write(data), draft: newDraft() };
}

function newDraft() {
  return `${Date.now()}-${Math.random().toString(36).slice(2)}`;
}
