// The letter beside the form: its pages, whether they are up to date, the choice of the copy, and the downloads.

import { fetchLetter } from "./api-client.js";
import { download } from "./files.js";
import { PdfPages } from "./pdf-pages.js";

/** @import { Copy } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */

const DOWNLOADS = /** @type {const} */ ([
  ["download-pdf", "pdf", "application/pdf"],
  ["download-text", "txt", "text/plain"],
]);

export class LetterPane {
  #caseDocument;
  #pages;
  #copy = /** @type {HTMLSelectElement} */ (document.getElementById("copy"));
  #stateText = /** @type {HTMLElement} */ (document.getElementById("letter-state"));
  #pagesElement = /** @type {HTMLElement} */ (document.getElementById("pages"));
  #buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#download-pdf, #download-text")]);
  #isCurrent = false;

  /**
   * @param {CaseDocument} caseDocument
   * @param {{ onCopyChange: () => void, onError: (message: string) => void }} listeners
   */
  constructor(caseDocument, { onCopyChange, onError }) {
    this.#caseDocument = caseDocument;
    this.#pages = new PdfPages(this.#pagesElement);
    this.#copy.addEventListener("change", onCopyChange);
    for (const [id, ending, type] of DOWNLOADS) {
      document.getElementById(id)?.addEventListener("click", () => {
        if (this.#isCurrent) this.#download(ending, type).catch((error) => onError(error.message));
      });
    }
    this.setState("empty");
  }

  /** @returns {Copy} */
  get copy() {
    return this.#copy.value === "parties" ? "parties" : "public";
  }

  /**
   * @param {Uint8Array<ArrayBuffer>} pdf
   * @param {AbortSignal} signal
   */
  async show(pdf, signal) {
    await this.#pages.show(pdf, signal);
    this.setState("current");
  }

  /**
   * Shows whether the pages are those of the current case.
   * @param {"empty" | "printing" | "current" | "unprintable"} state
   */
  setState(state) {
    this.#isCurrent = state === "current";
    const hasPages = this.#pagesElement.childElementCount > 0;
    const texts = {
      empty: "Nothing to print yet.",
      printing: "Printing…",
      current: "Up to date.",
      unprintable: hasPages
        ? "Out of date: these pages show the case before its problems."
        : "This case cannot be printed until its problems are fixed and its required fields are filled in.",
    };
    this.#stateText.textContent = texts[state];
    this.#stateText.dataset.state = state;
    this.#pagesElement.classList.toggle("stale", state === "unprintable");
    for (const button of this.#buttons) button.ariaDisabled = this.#isCurrent ? null : "true";
  }

  /** Removes the pages of the previous case. */
  clear() {
    this.#pages.clear();
  }

  #fileStem() {
    const number = this.#caseDocument.caseNumber || "letter";
    return this.copy === "parties" ? `${number}.parties` : number;
  }

  /**
   * Downloads the letter, not the preview, which another engine may have printed.
   * @param {string} ending
   * @param {"application/pdf" | "text/plain"} type
   */
  async #download(ending, type) {
    const name = `${this.#fileStem()}.${ending}`;
    const response = await fetchLetter(this.#caseDocument.text, this.copy, type);
    download(name, await response.blob(), type);
  }
}
