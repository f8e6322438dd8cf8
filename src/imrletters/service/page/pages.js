// Draws the pages of a PDF, each as a picture with its words as text above it, and replaces the pages of before.
import { GlobalWorkerOptions, getDocument, PDFWorker, TextLayer } from "./vendor/pdfjs-dist/pdf.min.mjs";

/** @import { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist" */

GlobalWorkerOptions.workerSrc = new URL("vendor/pdfjs-dist/pdf.worker.min.mjs", import.meta.url).href;
const LARGEST_SCALE = 2;

export class Pages {
  #element;
  #worker = new PDFWorker();
  #width = 0;
  /** @type {PDFDocumentProxy | undefined} */
  #document;
  #redrawing = new AbortController();
  #redrawn = Promise.resolve();
  /** How many PDFs are being drawn; all but the last of them are no longer wanted. */
  #drawings = 0;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    new ResizeObserver(() => this.#onResize()).observe(element);
  }

  /**
   * Shows a PDF, unless the signal says that it is no longer wanted.
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {AbortSignal} signal
   */
  async show(bytes, signal) {
    this.#redrawing.abort();
    this.#drawings += 1;
    const options = { data: bytes, worker: this.#worker, useWasm: false, useSystemFonts: false };
    const loading = getDocument(options);
    try {
      await this.#draw(await loading.promise, signal);
      this.#keep(await loading.promise);
    } catch (error) {
      loading.destroy();
      throw error;
    } finally {
      this.#drawings -= 1;
    }
    this.#onResize();
  }

  /** Takes the pages away. */
  clear() {
    this.#redrawing.abort();
    this.#keep(undefined);
    this.#element.replaceChildren();
  }

  /**
   * Takes a document in place of the one before, which may have to end a drawing first.
   * @param {PDFDocumentProxy | undefined} loaded
   */
  #keep(loaded) {
    const old = this.#document;
    this.#document = loaded;
    this.#redrawn.then(() => old?.loadingTask.destroy());
  }

  /**
   * Draws every page aside before it takes its place, those in sight first.
   * @param {PDFDocumentProxy} loaded
   * @param {AbortSignal} signal
   */
  async #draw(loaded, signal) {
    this.#width = this.#element.clientWidth;
    const numbers = Array.from({ length: loaded.numPages }, (_, index) => index);
    const [near, far] = [
      numbers.filter((index) => this.#isInSight(index)),
      numbers.filter((index) => !this.#isInSight(index)),
    ];
    for (const index of [...near, ...far]) {
      const page = await this.#page(await loaded.getPage(index + 1), loaded.numPages);
      signal.throwIfAborted();
      const old = this.#element.children[index];
      if (old) old.replaceWith(page);
      else this.#element.append(page);
    }
    while (this.#element.children.length > loaded.numPages) this.#element.lastElementChild?.remove();
  }

  /** @param {number} index */
  #isInSight(index) {
    const page = this.#element.children[index]?.getBoundingClientRect();
    return page !== undefined && page.bottom > 0 && page.top < window.innerHeight;
  }

  /**
   * @param {PDFPageProxy} page
   * @param {number} count
   */
  async #page(page, count) {
    const scale = Math.min(this.#width / page.getViewport({ scale: 1 }).width, LARGEST_SCALE);
    const viewport = page.getViewport({ scale });
    const sharp = page.getViewport({ scale: scale * window.devicePixelRatio });
    const element = document.createElement("div");
    element.className = "page";
    element.role = "group";
    element.ariaLabel = `Page ${page.pageNumber} of ${count}`;
    element.style.width = `${viewport.width}px`;
    element.style.height = `${viewport.height}px`;
    element.style.setProperty("--total-scale-factor", String(scale));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(sharp.width);
    canvas.height = Math.floor(sharp.height);
    canvas.ariaHidden = "true";
    const words = document.createElement("div");
    words.className = "textLayer";
    element.append(canvas, words);
    const textContentSource = page.streamTextContent({ includeMarkedContent: true });
    await Promise.all([
      page.render({ canvas, viewport: sharp }).promise,
      new TextLayer({ textContentSource, container: words, viewport }).render(),
    ]);
    return element;
  }

  /** Draws the document again at another width, unless a newer one is being drawn. */
  #onResize() {
    if (!this.#document || this.#drawings || this.#element.clientWidth === this.#width) return;
    this.#redrawing.abort();
    this.#redrawing = new AbortController();
    this.#redrawn = this.#draw(this.#document, this.#redrawing.signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }
}
