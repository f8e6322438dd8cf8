// Asks the server for the letter and the findings of the present case, shortly after it changed.
import { check, letter, pause, Refused, Unanswered } from "./server.js";

/** @import { Copy, Problem } from "./server.js" */
/**
 * @typedef {object} Answers What is done with the server's answers.
 * @property {(bytes: Uint8Array<ArrayBuffer>, signal: AbortSignal) => Promise<void>} letter
 * @property {(problems: Problem[], printed: boolean) => void} problems
 * @property {(words: string) => void} silence
 */

const TYPING_PAUSE = 0.15;
const LONGEST_WAIT = 30;

export class Preview {
  #answers;
  #present = new AbortController();

  /** @param {Answers} answers */
  constructor(answers) {
    this.#answers = answers;
  }

  /**
   * Asks about a case, and no longer about the one before.
   * @param {string} text
   * @param {Copy} copy
   */
  ask(text, copy) {
    this.stop();
    this.#untilAnswered(text, copy, this.#present.signal).catch((error) => {
      if (error.name !== "AbortError") throw error;
    });
  }

  stop() {
    this.#present.abort();
    this.#present = new AbortController();
  }

  /**
   * @param {string} text
   * @param {Copy} copy
   * @param {AbortSignal} signal
   */
  async #untilAnswered(text, copy, signal) {
    let wait = TYPING_PAUSE;
    for (let next = 2; ; next = Math.min(next * 2, LONGEST_WAIT)) {
      await pause(wait, signal);
      try {
        return await this.#once(text, copy, signal);
      } catch (error) {
        if (!(error instanceof Unanswered)) throw error;
        this.#answers.silence(error.message);
        wait = next;
      }
    }
  }

  /**
   * @param {string} text
   * @param {Copy} copy
   * @param {AbortSignal} signal
   */
  async #once(text, copy, signal) {
    const [found, drawn] = await Promise.allSettled([check(text, copy, signal), this.#print(text, copy, signal)]);
    signal.throwIfAborted();
    const all = found.status === "fulfilled" ? found.value : refusal(found.reason);
    const refused = drawn.status === "fulfilled" ? [] : refusal(drawn.reason);
    const isNew = (/** @type {Problem} */ problem) =>
      !all.some(({ pointer, message }) => pointer === problem.pointer && message === problem.message);
    this.#answers.problems([...all, ...refused.filter(isNew)], drawn.status === "fulfilled");
  }

  /**
   * @param {string} text
   * @param {Copy} copy
   * @param {AbortSignal} signal
   */
  async #print(text, copy, signal) {
    const answer = await letter(text, copy, "application/pdf", signal);
    await this.#answers.letter(new Uint8Array(await answer.arrayBuffer()), signal);
  }
}

/**
 * The problems for which the server refused.
 * @param {unknown} error
 */
function refusal(error) {
  if (error instanceof Refused) return error.problems;
  throw error;
}
