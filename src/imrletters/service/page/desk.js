// The case on the desk: what it is now, what it was when last saved, and who wants to know of changes.
import { isObject, write } from "./json.js";

/** @import { Json } from "./json.js" */
/** @typedef {{ text: string, saved: string, name: string, begun: boolean }} Kept */

export class Desk extends EventTarget {
  /** @type {Json} */
  case = null;
  /** The name of the file that was opened, "" for a new case. */
  name = "";
  /** Whether there is anything to judge: a case that nobody has begun to type has no problems yet. */
  begun = false;
  #text = "";
  #saved = "";

  /** The text of the case as a file. */
  get text() {
    return this.#text;
  }

  /** The number of the case, by which files are named. */
  get caseNumber() {
    const number = isObject(this.case) ? this.case.case_number : "";
    return typeof number === "string" ? number.replace(/[^\w.-]+/g, "-") : "";
  }

  get isUnsaved() {
    return this.#text !== this.#saved;
  }

  /**
   * Puts another case on the desk.
   * @param {Json} value
   * @param {string} name
   * @param {{ begun?: boolean, saved?: string }} [state]
   */
  open(value, name, { begun = true, saved = write(value) } = {}) {
    this.name = name;
    this.begun = begun;
    this.#saved = saved;
    this.#take(value);
  }

  /**
   * Takes a change of the case.
   * @param {Json} value
   */
  change(value) {
    this.begun = true;
    this.#take(value);
  }

  /** @param {string} name */
  hasSaved(name) {
    this.name = name;
    this.#saved = this.#text;
    this.dispatchEvent(new Event("saved"));
  }

  /** @returns {Kept} What is needed to go on after a reload. */
  kept() {
    return { text: this.#text, saved: this.#saved, name: this.name, begun: this.begun };
  }

  /** @param {Json} value */
  #take(value) {
    this.case = value;
    this.#text = write(value);
    this.dispatchEvent(new Event("change"));
  }
}
