// The server's doors, and its refusals as errors.

/** @typedef {"public" | "parties"} Copy */
/**
 * @typedef {object} Problem
 * @property {string} message
 * @property {string} pointer
 * @property {"error" | "warning" | "note"} severity
 * @property {string} code
 * @property {number | null} [line]
 * @property {number | null} [column]
 */

const SERVER = new URL("..", import.meta.url);

/** The server refused what it was given, and says why. */
export class Refused extends Error {
  /** @param {Problem[]} problems */
  constructor(problems) {
    super("refused");
    this.problems = problems;
  }
}

/** The server gave no answer, or one that is no answer. */
export class Unanswered extends Error {}

/**
 * The letter of a case.
 * @param {string} text
 * @param {Copy} copy
 * @param {"application/pdf" | "text/plain"} type
 * @param {AbortSignal} [signal]
 */
export async function letter(text, copy, type, signal) {
  const headers = { Accept: type, "Content-Type": "application/json" };
  return await ask(`v1/letters?copy=${copy}`, { method: "POST", headers, body: text, signal });
}

/**
 * What proofreading finds in a case.
 * @param {string | Uint8Array<ArrayBuffer>} text
 * @param {Copy} copy
 * @param {AbortSignal} [signal]
 * @returns {Promise<Problem[]>}
 */
export async function check(text, copy, signal) {
  const headers = { "Content-Type": "application/json" };
  const answer = await ask(`v1/check?copy=${copy}`, { method: "POST", headers, body: text, signal });
  return (await answer.json()).problems;
}

/**
 * The text of the case that a letter tells of.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {"application/pdf" | "text/plain"} type
 */
export async function parse(bytes, type) {
  const answer = await ask("v1/parse", { method: "POST", headers: { "Content-Type": type }, body: bytes });
  return await answer.text();
}

/** @param {string} address */
export async function fetchJson(address) {
  return await (await ask(address, {})).json();
}

/** The bytes of the file that the page follows. */
export async function followed() {
  return new Uint8Array(await (await ask("page/followed", { cache: "no-store" })).arrayBuffer());
}

export function changes() {
  return new EventSource(new URL("page/changes", SERVER));
}

/**
 * @param {string} address
 * @param {RequestInit} request
 * @returns {Promise<Response>}
 */
async function ask(address, request) {
  const answer = await fetch(new URL(address, SERVER), request).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new Unanswered("The server does not answer.");
  });
  if (answer.ok) return answer;
  if (answer.status === 503) {
    await pause(Number(answer.headers.get("Retry-After")) || 1, request.signal);
    return ask(address, request);
  }
  const told = await answer.json().catch(() => ({}));
  if (told.problems?.length) throw new Refused(told.problems);
  const number = told.request_id ? ` (request ${told.request_id})` : "";
  throw new Unanswered(`The server says: ${told.detail || told.title || answer.status}${number}.`);
}

/**
 * Waits, unless the signal ends it.
 * @param {number} seconds
 * @param {AbortSignal | null} [signal]
 * @returns {Promise<void>}
 */
export function pause(seconds, signal) {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}
