// The letter beside the form: its pages, whether they are up to date, the choice of the copy, and the downloads.

import { fetchLetter, RejectedError } from "./api-client.js";
import { download } from "./files.js";
import { LetterPlaces } from "./letter-places.js";
import { PdfPages } from "./pdf-pages.js";
import { whilePreparing } from "./preparing.js";
import { printPdf } from "./printing.js";

/** @import { Copy, PreviewedCase, PrintedValues, Problem } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */

const DOWNLOADS = /** @type {const} */ ([
  ["download-pdf", "pdf", "application/pdf"],
  ["download-text", "txt", "text/plain"],
]);

/** The states in which the service has examined the case. */
const ANSWERED = ["current", "draft", "unprintable"];

export class LetterPane {
  #caseDocument;
  #onError;
  #onPrinted;
  #pages;
  #copy = /** @type {HTMLSelectElement} */ (document.getElementById("copy"));
  #stateText = /** @type {HTMLElement} */ (document.getElementById("letter-state"));
  #pagesElement = /** @type {HTMLElement} */ (document.getElementById("pages"));
  #buttons = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#download-pdf, #download-text")]);
  #print = /** @type {HTMLElement} */ (document.getElementById("print"));
  /** The draft that is shown. @type {Blob | undefined} */
  #draft;
  /** The pointers of the values that are missing on the shown pages. @type {string[]} */
  #gaps = [];
  /** Where the shown pages print the values of the case, as soon as that is known. @type {LetterPlaces | undefined} */
  places;

  /**
   * @param {CaseDocument} caseDocument
   * @param {{ onCopyChange: () => void, onError: (message: string) => void, onPrinted: (message: string) => void,
   *   onRefused: (problems: Problem[]) => void }} listeners the last is called for the download of a case with problems
   */
  constructor(caseDocument, { onCopyChange, onError, onPrinted, onRefused }) {
    this.#caseDocument = caseDocument;
    this.#onError = onError;
    this.#onPrinted = onPrinted;
    this.#print.addEventListener("click", () => this.print());
    this.#pages = new PdfPages(this.#pagesElement);
    this.#copy.addEventListener("change", onCopyChange);
    for (const [id, ending, type] of DOWNLOADS) {
      document.getElementById(id)?.addEventListener("click", () => {
        if (!ANSWERED.includes(this.#stateText.dataset.state ?? "")) return;
        this.#download(ending, type).catch((error) => {
          // the problems of a case that is a draft, or that cannot be printed
          if (error instanceof RejectedError) onRefused(error.problems);
          else onError(error.message);
        });
      });
    }
    this.setState("empty");
  }

  /** @returns {Copy} */
  get copy() {
    return this.#copy.value === "parties" ? "parties" : "public";
  }

  /** The next preview shows this copy. */
  set copy(copy) {
    this.#copy.value = copy;
  }

  /**
   * Shows the pages of a case. Where they print its values is not known yet.
   * @param {PreviewedCase} shown
   * @param {AbortSignal} signal
   */
  async show({ draft, gaps, pdf }, signal) {
    const file = draft ? new Blob([pdf], { type: "application/pdf" }) : undefined;
    this.#setPlaces(undefined);
    await this.#pages.show(pdf, signal);
    this.#draft = file;
    this.#gaps = gaps;
    this.setState(draft ? "draft" : "current");
  }

  /**
   * Keeps where the shown pages print the values of their case.
   * @param {PrintedValues} printed
   */
  locate(printed) {
    this.#setPlaces(new LetterPlaces(this.#pagesElement, printed, this.#gaps));
    if (this.#draft) this.setState("draft");
  }

  /** @param {LetterPlaces | undefined} places */
  #setPlaces(places) {
    this.places = places;
    this.#pagesElement.toggleAttribute("data-located", places !== undefined);
  }

  /** Prints the PDF: the letter or, if the case is not complete, its draft. */
  async print() {
    const state = this.#stateText.dataset.state;
    const name = `${this.#fileStem()}${state === "draft" ? ".draft" : ""}.pdf`;
    try {
      if (state === "draft" && this.#draft) this.#onPrinted(await printPdf(this.#draft, name));
      else if (state === "current") {
        const letter = this.#letter("application/pdf");
        this.#onPrinted(await printPdf(await whilePreparing("The letter is being prepared.", letter), name));
      } else this.#onPrinted("There are no current pages to print.");
    } catch (error) {
      this.#onError(/** @type {Error} */ (error).message);
    }
  }

  /**
   * Shows whether the pages are those of the current case.
   * @param {"empty" | "printing" | "current" | "draft" | "unprintable" | "unreachable"} state
   */
  setState(state) {
    const isCurrent = state === "current";
    const hasPages = this.#pagesElement.childElementCount > 0;
    const texts = {
      empty: "Nothing to print yet.",
      printing: "Printing…",
      current: "Up to date.",
      draft: `Draft: ${this.#describeGaps()} No letter to download yet.`,
      unprintable: hasPages
        ? "Out of date: these pages show the case before its problems."
        : "This case cannot be printed until its problems are fixed.",
      unreachable: `${hasPages ? "Out of date" : "Not printed"}: the server has not printed the last change.`,
    };
    this.#stateText.textContent = texts[state];
    this.#stateText.dataset.state = state;
    this.#pagesElement.classList.toggle("stale", state === "unprintable" || state === "unreachable");
    this.#print.ariaDisabled = state === "current" || state === "draft" ? null : "true";
    for (const button of this.#buttons) button.ariaDisabled = isCurrent ? null : "true";
  }

  /** Shows that the pages are not those of the case, unless they were printed. */
  setUnreachable() {
    if (this.#stateText.dataset.state === "printing") this.setState("unreachable");
  }

  /** Removes the pages of the previous case. */
  clear() {
    this.#setPlaces(undefined);
    this.#pages.clear();
  }

  #describeGaps() {
    if (!this.places || !this.#gaps.length) return "the case has problems.";
    return this.places.printedGaps.length
      ? "what is missing is in brackets."
      : "this copy does not print what is missing.";
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
    download(name, await whilePreparing("The download is being prepared.", this.#letter(type)), type);
  }

  /** @param {"application/pdf" | "text/plain"} type */
  async #letter(type) {
    return await (await fetchLetter(this.#caseDocument.text, this.copy, type)).blob();
  }
}
