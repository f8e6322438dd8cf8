// Draws the pages of a PDF with pdf.js, each as a canvas under a layer of selectable text.
import { GlobalWorkerOptions, getDocument, PDFWorker, TextLayer } from "./vendor/pdfjs-dist/pdf.min.mjs";

/** @import { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist" */

GlobalWorkerOptions.workerSrc = new URL("vendor/pdfjs-dist/pdf.worker.min.mjs", import.meta.url).href;
const MAX_SCALE = 2;

export class PdfPages {
  #element;
  #worker = new PDFWorker();
  #width = 0;
  /** @type {PDFDocumentProxy | undefined} */
  #document;
  #redrawController = new AbortController();
  #redraw = Promise.resolve();
  /** The number of PDFs that are being drawn; all but the last are obsolete. */
  #drawings = 0;

  /** @param {HTMLElement} element */
  constructor(element) {
    this.#element = element;
    new ResizeObserver(() => this.#onResize()).observe(element);
  }

  /**
   * Shows a PDF, unless the signal aborts it.
   * @param {Uint8Array<ArrayBuffer>} bytes
   * @param {AbortSignal} signal
   */
  async show(bytes, signal) {
    this.#redrawController.abort();
    this.#drawings += 1;
    // a font of the document would be a font of the page: the browser would lay out the whole form again
    const fonts = { useSystemFonts: false, disableFontFace: true };
    const options = { data: bytes, worker: this.#worker, useWasm: false, ...fonts };
    const loading = getDocument(options);
    try {
      await this.#draw(await loading.promise, signal);
      this.#replaceDocument(await loading.promise);
    } catch (error) {
      loading.destroy();
      throw error;
    } finally {
      this.#drawings -= 1;
    }
    this.#onResize();
  }

  /** Removes all pages. */
  clear() {
    this.#redrawController.abort();
    this.#replaceDocument(undefined);
    this.#element.replaceChildren();
  }

  /**
   * Keeps a document for redrawing, and destroys the previous one after its last redraw.
   * @param {PDFDocumentProxy | undefined} loaded
   */
  #replaceDocument(loaded) {
    const previous = this.#document;
    this.#document = loaded;
    this.#redraw.then(() => previous?.loadingTask.destroy());
  }

  /**
   * Draws each page before it replaces the old one; visible pages come first.
   * @param {PDFDocumentProxy} loaded
   * @param {AbortSignal} signal
   */
  async #draw(loaded, signal) {
    this.#width = this.#element.clientWidth;
    const indexes = Array.from({ length: loaded.numPages }, (_, index) => index);
    const [visible, hidden] = [
      indexes.filter((index) => this.#isVisible(index)),
      indexes.filter((index) => !this.#isVisible(index)),
    ];
    for (const index of [...visible, ...hidden]) {
      const page = await this.#page(await loaded.getPage(index + 1), loaded.numPages);
      signal.throwIfAborted();
      const previous = this.#element.children[index];
      if (previous) previous.replaceWith(page);
      else this.#element.append(page);
    }
    while (this.#element.children.length > loaded.numPages) this.#element.lastElementChild?.remove();
  }

  /** @param {number} index */
  #isVisible(index) {
    const page = this.#element.children[index]?.getBoundingClientRect();
    return page !== undefined && page.bottom > 0 && page.top < window.innerHeight;
  }

  /**
   * @param {PDFPageProxy} page
   * @param {number} count
   */
  async #page(page, count) {
    const scale = Math.min(this.#width / page.getViewport({ scale: 1 }).width, MAX_SCALE);
    const viewport = page.getViewport({ scale });
    const deviceViewport = page.getViewport({ scale: scale * window.devicePixelRatio });
    const element = document.createElement("div");
    element.className = "page";
    element.role = "group";
    element.ariaLabel = `Page ${page.pageNumber} of ${count}`;
    element.style.width = `${viewport.width}px`;
    element.style.height = `${viewport.height}px`;
    element.style.setProperty("--total-scale-factor", String(scale));
    const canvas = document.createElement("canvas");
    canvas.width = Math.floor(deviceViewport.width);
    canvas.height = Math.floor(deviceViewport.height);
    canvas.ariaHidden = "true";
    const textLayer = document.createElement("div");
    textLayer.className = "textLayer";
    element.append(canvas, textLayer);
    const textContentSource = page.streamTextContent({ includeMarkedContent: true, disableNormalization: true });
    await Promise.all([
      // "print" does not wait for frames of the browser; the canvas is not on the page yet
      page.render({ canvas, viewport: deviceViewport, intent: "print" }).promise,
      new TextLayer({ textContentSource, container: textLayer, viewport }).render(),
    ]);
    return element;
  }

  /** Draws the document again at a new width, unless a newer one is being drawn. */
  #onResize() {
    if (!this.#document || this.#drawings || this.#element.clientWidth === this.#width) return;
    this.#redrawController.abort();
    this.#redrawController = new AbortController();
    this.#redraw = this.#draw(this.#document, this.#redrawController.signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }
}
