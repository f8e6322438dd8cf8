// The case on the page: its data, the text of its file, and whether that text is saved.
import { isObject, write } from "./json.js";

/** @import { Json } from "./json.js" */
/** @typedef {{ text: string, saved: string, name: string, started: boolean }} Snapshot */

/** Dispatches "change" when the data change, and "saved" when the file is saved. */
export class CaseDocument extends EventTarget {
  /** @type {Json} */
  data = null;
  /** The name of the file that was opened; "" for a new case. */
  fileName = "";
  /** Whether anything was entered. A new case has no problems until then. */
  isStarted = false;
  #text = "";
  #savedText = "";

  /** The text of the case file. */
  get text() {
    return this.#text;
  }

  /** The case number as part of a file name. */
  get caseNumber() {
    const number = isObject(this.data) ? this.data.case_number : "";
    return typeof number === "string" ? number.replace(/[^\w.-]+/g, "-") : "";
  }

  get isUnsaved() {
    return this.#text !== this.#savedText;
  }

  /**
   * Replaces the case by another one.
   * @param {Json} data
   * @param {string} fileName
   * @param {{ isStarted?: boolean, savedText?: string }} [state]
   */
  open(data, fileName, { isStarted = true, savedText = write(data) } = {}) {
    this.fileName = fileName;
    this.isStarted = isStarted;
    this.#savedText = savedText;
    this.#set(data);
  }

  /**
   * Changes the case.
   * @param {Json} data
   */
  change(data) {
    this.isStarted = true;
    this.#set(data);
  }

  /** @param {string} fileName */
  markSaved(fileName) {
    this.fileName = fileName;
    this.#savedText = this.#text;
    this.dispatchEvent(new Event("saved"));
  }

  /** @returns {Snapshot} What is needed to restore the case after a reload. */
  snapshot() {
    return { text: this.#text, saved: this.#savedText, name: this.fileName, started: this.isStarted };
  }

  /** @param {Json} data */
  #set(data) {
    this.data = data;
    this.#text = write(data);
    this.dispatchEvent(new Event("change"));
  }
}
