// Reads a case from a case file or a letter, and starts downloads.
import { fetchFindings, parseLetter, RejectedError } from "./api-client.js";
import { hasRepeatedKeys, isObject, read } from "./json.js";

/** @import { Json } from "./json.js" */

/**
 * The case in a file, which is a case file or a letter as PDF or text. Throws RejectedError.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @returns {Promise<Json>}
 */
export async function readCase(bytes, name) {
  const start = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart();
  if (start.startsWith("%PDF-")) return read(await parseLetter(bytes, "application/pdf"));
  const isLetter = !/\.json$/i.test(name) && !/^[{[]/.test(start);
  return isLetter ? read(await parseLetter(bytes, "text/plain")) : await readCaseFile(bytes);
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
