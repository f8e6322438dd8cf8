// The letter's side of the page: which copy it shows, whether that is the present state, and its downloads.

import { saveAs } from "./files.js";
import { Pages } from "./pages.js";
import { letter } from "./server.js";

/** @import { Desk } from "./desk.js" */
/** @import { Copy } from "./server.js" */

export class LetterPane {
  #desk;
  #pages;
  #copy = /** @type {HTMLSelectElement} */ (document.getElementById("copy"));
  #state = /** @type {HTMLElement} */ (document.getElementById("letter-state"));
  #sheet = /** @type {HTMLElement} */ (document.getElementById("pages"));
  #buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#download-pdf, #download-text")]);
  /** @type {Uint8Array<ArrayBuffer> | undefined} */
  #pdf;
  #isPresent = false;

  /**
   * @param {Desk} desk
   * @param {{ onCopy: () => void, told: (words: string) => void }} doors
   */
  constructor(desk, { onCopy, told }) {
    this.#desk = desk;
    this.#pages = new Pages(this.#sheet);
    this.#copy.addEventListener("change", onCopy);
    const [pdf, text] = this.#buttons;
    pdf?.addEventListener("click", () => this.#isPresent && this.#savePdf());
    text?.addEventListener("click", () => this.#isPresent && this.#saveText().catch((error) => told(error.message)));
    this.mark("empty");
  }

  /** @returns {Copy} */
  get copy() {
    return this.#copy.value === "parties" ? "parties" : "public";
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {AbortSignal} signal
   */
  async show(bytes, signal) {
    // the drawing takes the bytes it is given
    await this.#pages.show(bytes.slice(), signal);
    this.#pdf = bytes;
    this.mark("present");
  }

  /**
   * Says whether the pages are those of the present case.
   * @param {"empty" | "changing" | "present" | "refused"} state
   */
  mark(state) {
    this.#isPresent = state === "present";
    const shown = this.#sheet.childElementCount > 0;
    const words = {
      empty: "Nothing to print yet.",
      changing: "Printing…",
      present: "Up to date.",
      refused: shown
        ? "Not the present case: these pages are from before the problems."
        : "The problems keep this case from being printed.",
    };
    this.#state.textContent = words[state];
    this.#state.dataset.state = state;
    this.#sheet.classList.toggle("stale", state === "refused");
    for (const button of this.#buttons) button.ariaDisabled = this.#isPresent ? null : "true";
  }

  /** Takes the pages of another case away. */
  clear() {
    this.#pages.clear();
  }

  #name() {
    const number = this.#desk.caseNumber || "letter";
    return this.copy === "parties" ? `${number}.parties` : number;
  }

  #savePdf() {
    if (this.#pdf) saveAs(`${this.#name()}.pdf`, this.#pdf, "application/pdf");
  }

  async #saveText() {
    const answer = await letter(this.#desk.text, this.copy, "text/plain");
    saveAs(`${this.#name()}.txt`, await answer.text(), "text/plain");
  }
}
