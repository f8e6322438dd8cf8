// Reads a case from a case file or a letter, and starts downloads.
import { fetchFindings, openLetter, RejectedError } from "./api-client.js";
import { adviceFor } from "./file-kinds.js";
import { hasRepeatedKeys, isObject, read } from "./json.js";

/** @import { OpenedLetter } from "./api-client.js" */
/** @import { Json } from "./json.js" */

/**
 * The case in a file, which is a case file or a letter as PDF or text; with `letter`, where it was read in a letter.
 * Throws RejectedError.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @returns {Promise<{ data: Json, letter?: OpenedLetter & { isPdf: boolean } }>}
 */
export async function readCase(bytes, name) {
  const start = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart();
  const isPdf = start.startsWith("%PDF-");
  const isJson = !isPdf && (/\.json$/i.test(name) || /^[{[]/.test(start));
  const advice = isPdf || /\.json$/i.test(name) ? "" : adviceFor(bytes, start);
  if (advice) throw new Error(advice);
  if (isJson) return { data: await readCaseFile(bytes) };
  const letter = await openLetter(bytes, isPdf ? "application/pdf" : "text/plain");
  return { data: read(letter.case_file), letter: { ...letter, isPdf } };
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function readCaseFile(bytes) {
  let message = "the file contains no case";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value = read(text);
    if (isObject(value) && !hasRepeatedKeys(text)) return value;
  } catch (error) {
    message = String(error);
  }
  await fetchFindings(bytes, "public");
  // the server accepts the file, but this page cannot keep all of its content
  throw new RejectedError([{ message, pointer: "", severity: "error", code: "" }]);
}

/**
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function download(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
