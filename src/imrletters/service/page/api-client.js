// Requests to the HTTP API; error responses become exceptions.

/** @typedef {"public" | "parties"} Copy */
/**
 * @typedef {object} Problem
 * @property {string} message
 * @property {string} pointer
 * @property {"error" | "warning" | "note"} severity
 * @property {string} code
 * @property {number | null} [line]
 * @property {number | null} [column]
 * @property {{ pointer: string, text: string }[]} [related] the other places that the problem is about
 */

const SERVER = new URL("..", import.meta.url);

/** The server rejected the document because of its problems. */
export class RejectedError extends Error {
  /** @param {Problem[]} problems */
  constructor(problems) {
    super("rejected");
    this.problems = problems;
  }
}

/** The server did not respond, or with an error that is not about the document. */
export class ServerError extends Error {}

/**
 * The letter of a case.
 * @param {string} text
 * @param {Copy} copy
 * @param {"application/pdf" | "text/plain"} type
 */
export async function fetchLetter(text, copy, type) {
  const headers = { Accept: type, "Content-Type": "application/json" };
  return await request(`v1/letters?copy=${copy}`, { method: "POST", headers, body: text });
}

/**
 * The pages of a case, which need not be complete, and the pointers of its missing values.
 * @typedef {{ draft: boolean, gaps: string[], pdf: Uint8Array<ArrayBuffer> }} PreviewedCase
 */

/**
 * @param {string} text
 * @param {Copy} copy
 * @param {string} engine
 * @param {AbortSignal} signal
 * @returns {Promise<PreviewedCase>}
 */
export async function fetchPreview(text, copy, engine, signal) {
  const headers = { "Content-Type": "application/json" };
  const path = `v1/preview?${new URLSearchParams({ copy, engine })}`;
  const { draft, gaps, pdf } = await (await request(path, { method: "POST", headers, body: text, signal })).json();
  // browsers before 2025 lack the first one, which is many times as fast
  const bytes = Uint8Array.fromBase64?.(pdf) ?? Uint8Array.from(atob(pdf), (character) => character.charCodeAt(0));
  return { draft, gaps, pdf: bytes };
}

/**
 * The words on the pages of a case, and where its values are in them.
 * @typedef {{ pointer: string, start: number, end: number, offset: number }} PrintedValue
 * @typedef {{ words: string, places: PrintedValue[] }} PrintedValues
 */

/**
 * @param {string} text
 * @param {Copy} copy
 * @param {AbortSignal} signal
 * @returns {Promise<PrintedValues>}
 */
export async function fetchPlaces(text, copy, signal) {
  const headers = { "Content-Type": "application/json" };
  return await (await request(`v1/places?copy=${copy}`, { method: "POST", headers, body: text, signal })).json();
}

/**
 * Both copies of the letter of a case, as PDFs in a zip file.
 * @param {string} text
 */
export async function fetchCopies(text) {
  const headers = { Accept: "application/zip", "Content-Type": "application/json" };
  return await request("v1/copies", { method: "POST", headers, body: text });
}

/**
 * The proofreading findings in a case.
 * @param {string | Uint8Array<ArrayBuffer>} text
 * @param {Copy} copy
 * @param {AbortSignal} [signal]
 * @returns {Promise<Problem[]>}
 */
export async function fetchFindings(text, copy, signal) {
  const headers = { "Content-Type": "application/json" };
  const response = await request(`v1/check?copy=${copy}`, { method: "POST", headers, body: text, signal });
  return (await response.json()).problems;
}

/**
 * The case of a letter: the file attached to it if the letter is sound, otherwise what its pages state.
 * @typedef {{ source: "attached" | "pages", copy: Copy, case_file: string, why: string }} OpenedLetter
 */

/**
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {"application/pdf" | "text/plain"} type
 * @returns {Promise<OpenedLetter>}
 */
export async function openLetter(bytes, type) {
  const response = await request("v1/open", { method: "POST", headers: { "Content-Type": type }, body: bytes });
  return await response.json();
}

/**
 * @typedef {{ start: number, end: number, replacement: string, message: string }} Repair
 * @typedef {{ text: string, repairs: Repair[] }} RepairedText
 */

/**
 * A pasted text as a letter can print it.
 * @param {string} text
 * @param {boolean} isNarrative whether it may have paragraphs
 * @returns {Promise<RepairedText>}
 */
export async function repairText(text, isNarrative) {
  const headers = { "Content-Type": "text/plain;charset=utf-8" };
  const path = `v1/clean?narrative=${isNarrative ? "yes" : "no"}`;
  return await (await request(path, { method: "POST", headers, body: text })).json();
}

/** @param {string} path */
export async function fetchJson(path) {
  return await (await request(path, {})).json();
}

/** The bytes of the watched file. */
export async function fetchWatchedFile() {
  return new Uint8Array(await (await request("page/followed", { cache: "no-store" })).arrayBuffer());
}

export function openChangeEvents() {
  return new EventSource(new URL("page/changes", SERVER));
}

/**
 * @param {string} path
 * @param {RequestInit} options
 * @returns {Promise<Response>}
 */
async function request(path, options) {
  const response = await fetch(new URL(path, SERVER), options).catch((error) => {
    if (error.name === "AbortError") throw error;
    throw new ServerError("The server is not responding.");
  });
  if (response.ok) return response;
  if (response.status === 503) {
    await pause(Number(response.headers.get("Retry-After")) || 1, options.signal);
    return request(path, options);
  }
  const details = await response.json().catch(() => ({}));
  if (details.problems?.length) throw new RejectedError(details.problems);
  if (response.status === 413) throw new RejectedError([tooLarge(details.detail)]);
  const id = details.request_id ? ` (request ${details.request_id})` : "";
  throw new ServerError(`The server reported an error: ${details.detail || details.title || response.status}${id}.`);
}

/**
 * @param {string} detail
 * @returns {Problem}
 */
function tooLarge(detail) {
  return { message: `is too large for the server: ${detail}`, pointer: "", severity: "error", code: "" };
}

/**
 * Waits, unless the signal aborts it.
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
