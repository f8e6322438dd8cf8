// Requests the pages of the current case after each change, then the places of its values, then the findings.
import { fetchFindings, fetchPlaces, fetchPreview, pause, RejectedError, ServerError } from "./api-client.js";

/** @import { Copy, PreviewedCase, PrintedValues, Problem } from "./api-client.js" */
/**
 * @typedef {object} Listeners
 * @property {(shown: PreviewedCase, signal: AbortSignal) => Promise<void>} onPages
 * @property {(printed: PrintedValues) => void} onPlaces is called after the pages of the same case are shown
 * @property {(problems: Problem[], isPrinted: boolean) => void} onProblems
 * @property {(message: string) => void} onServerError
 */

const TYPING_PAUSE_SECONDS = 0.15;
const FIRST_RETRY_SECONDS = 2;
const MAX_RETRY_SECONDS = 30;

export class Preview {
  #engine;
  #listeners;
  #current = new AbortController();
  #lastRequest = Number.NEGATIVE_INFINITY;

  /**
   * @param {string} engine the engine that prints the preview
   * @param {Listeners} listeners
   */
  constructor(engine, listeners) {
    this.#engine = engine;
    this.#listeners = listeners;
  }

  /**
   * Requests the preview of a case and cancels the request before. A change that follows another one at once waits for
   * a pause.
   * @param {string} text
   * @param {Copy} copy
   */
  request(text, copy) {
    this.cancel();
    const now = performance.now();
    const pauseSeconds = now - this.#lastRequest < TYPING_PAUSE_SECONDS * 1000 ? TYPING_PAUSE_SECONDS : 0;
    this.#lastRequest = now;
    this.#retryUntilDone(text, copy, pauseSeconds, this.#current.signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  cancel() {
    this.#current.abort();
    this.#current = new AbortController();
  }

  /**
   * @param {string} text
   * @param {Copy} copy
   * @param {number} seconds before the first attempt
   * @param {AbortSignal} signal
   */
  async #retryUntilDone(text, copy, seconds, signal) {
    for (let next = FIRST_RETRY_SECONDS; ; next = Math.min(next * 2, MAX_RETRY_SECONDS)) {
      if (seconds) await pause(seconds, signal);
      try {
        return await this.#attempt(text, copy, signal);
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        this.#listeners.onServerError(error.message);
        seconds = next;
      }
    }
  }

  /**
   * @param {string} text
   * @param {Copy} copy
   * @param {AbortSignal} signal
   */
  async #attempt(text, copy, signal) {
    const preview = fetchPreview(text, copy, this.#engine, signal);
    const pages = preview.then((shown) => this.#listeners.onPages(shown, signal));
    // the pages are wanted first: while they are printed and drawn, no other task uses the processor
    const [printed] = await Promise.allSettled([pages]);
    const places = pages.then(() => fetchPlaces(text, copy, signal));
    const [located] = await Promise.allSettled([places.then((values) => this.#listeners.onPlaces(values))]);
    const [checked] = await Promise.allSettled([fetchFindings(text, copy, signal)]);
    signal.throwIfAborted();
    const found = checked.status === "fulfilled" ? checked.value : problemsOf(checked.reason);
    const rejected = located.status === "fulfilled" ? [] : problemsOf(located.reason); // or that of the pages
    const isNew = (/** @type {Problem} */ problem) =>
      !found.some(({ pointer, message }) => pointer === problem.pointer && message === problem.message);
    this.#listeners.onProblems([...found, ...rejected.filter(isNew)], printed.status === "fulfilled");
  }
}

/**
 * The problems of a rejected case; throws any other error.
 * @param {unknown} error
 */
function problemsOf(error) {
  if (error instanceof RejectedError) return error.problems;
  throw error;
}
