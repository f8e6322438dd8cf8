// The letter beside the form: its pages, whether they are up to date, the choice of the copy, and the downloads.

import { fetchLetter } from "./api-client.js";
import { download } from "./files.js";
import { PdfPages } from "./pdf-pages.js";

/** @import { Copy } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */

export class LetterPane {
  #caseDocument;
  #pages;
  #copy = /** @type {HTMLSelectElement} */ (document.getElementById("copy"));
  #stateText = /** @type {HTMLElement} */ (document.getElementById("letter-state"));
  #pagesElement = /** @type {HTMLElement} */ (document.getElementById("pages"));
  #buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#download-pdf, #download-text")]);
  /** @type {Uint8Array<ArrayBuffer> | undefined} */
  #pdf;
  #isCurrent = false;

  /**
   * @param {CaseDocument} caseDocument
   * @param {{ onCopyChange: () => void, onError: (message: string) => void }} listeners
   */
  constructor(caseDocument, { onCopyChange, onError }) {
    this.#caseDocument = caseDocument;
    this.#pages = new PdfPages(this.#pagesElement);
    this.#copy.addEventListener("change", onCopyChange);
    const [pdf, text] = this.#buttons;
    pdf?.addEventListener("click", () => this.#isCurrent && this.#downloadPdf());
    text?.addEventListener("click", () => {
      if (this.#isCurrent) this.#downloadText().catch((error) => onError(error.message));
    });
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
    // pdf.js transfers the bytes to its worker
    await this.#pages.show(pdf.slice(), signal);
    this.#pdf = pdf;
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
        : "This case cannot be printed until its problems are fixed.",
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

  #downloadPdf() {
    if (this.#pdf) download(`${this.#fileStem()}.pdf`, this.#pdf, "application/pdf");
  }

  async #downloadText() {
    const response = await fetchLetter(this.#caseDocument.text, this.copy, "text/plain");
    download(`${this.#fileStem()}.txt`, await response.text(), "text/plain");
  }
}
