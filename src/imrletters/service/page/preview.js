// Requests the letter and the findings of the current case after each change.
import { fetchFindings, fetchLetter, pause, RejectedError, ServerError } from "./api-client.js";

/** @import { Copy, Problem } from "./api-client.js" */
/**
 * @typedef {object} Listeners
 * @property {(pdf: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<void>} onLetter
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

  /**
   * @param {string} engine the engine that prints the preview
   * @param {Listeners} listeners
   */
  constructor(engine, listeners) {
    this.#engine = engine;
    this.#listeners = listeners;
  }

  /**
   * Requests the preview of a case and cancels the request before.
   * @param {string} text
   * @param {Copy} copy
   */
  request(text, copy) {
    this.cancel();
    this.#retryUntilDone(text, copy, this.#current.signal).catch((error) => {
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
   * @param {AbortSignal} signal
   */
  async #retryUntilDone(text, copy, signal) {
    let seconds = TYPING_PAUSE_SECONDS;
    for (let next = FIRST_RETRY_SECONDS; ; next = Math.min(next * 2, MAX_RETRY_SECONDS)) {
      await pause(seconds, signal);
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
    const [checked, printed] = await Promise.allSettled([
      fetchFindings(text, copy, signal),
      this.#print(text, copy, signal),
    ]);
    signal.throwIfAborted();
    const found = checked.status === "fulfilled" ? checked.value : problemsOf(checked.reason);
    const rejected = printed.status === "fulfilled" ? [] : problemsOf(printed.reason);
    const isNew = (/** @type {Problem} */ problem) =>
      !found.some(({ pointer, message }) => pointer === problem.pointer && message === problem.message);
    this.#listeners.onProblems([...found, ...rejected.filter(isNew)], printed.status === "fulfilled");
  }

  /**
   * @param {string} text
   * @param {Copy} copy
   * @param {AbortSignal} signal
   */
  async #print(text, copy, signal) {
    const response = await fetchLetter(text, copy, "application/pdf", { engine: this.#engine, signal });
    await this.#listeners.onLetter(new Uint8Array(await response.arrayBuffer()), signal);
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
