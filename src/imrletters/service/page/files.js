// Files in and out: reads a case or a letter from a file, and hands files over as downloads.
import { hasRepeatedKeys, isObject, read } from "./json.js";
import { check, parse, Refused } from "./server.js";

/** @import { Json } from "./json.js" */

/**
 * The case in a file: a case file, or a letter as PDF or text. Throws Refused with what is wrong with it.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @returns {Promise<Json>}
 */
export async function caseIn(bytes, name) {
  const start = new TextDecoder().decode(bytes.subarray(0, 1024)).trimStart();
  if (start.startsWith("%PDF-")) return read(await parse(bytes, "application/pdf"));
  const isLetter = !/\.json$/i.test(name) && !/^[{[]/.test(start);
  return isLetter ? read(await parse(bytes, "text/plain")) : await caseInJson(bytes);
}

/** @param {Uint8Array<ArrayBuffer>} bytes */
async function caseInJson(bytes) {
  let why = "no case is in this file";
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const value = read(text);
    if (isObject(value) && !hasRepeatedKeys(text)) return value;
  } catch (error) {
    why = String(error);
  }
  await check(bytes, "public");
  // refused here and not there: say so rather than lose something
  throw new Refused([{ message: why, pointer: "", severity: "error", code: "" }]);
}

/**
 * @param {string} name
 * @param {BlobPart} content
 * @param {string} type
 */
export function saveAs(name, content, type) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/**
 * Calls `take` with each file that is dropped on the page.
 * @param {(file: File) => void} take
 */
export function onDrop(take) {
  const mark = (/** @type {boolean} */ over) => document.body.classList.toggle("dropping", over);
  const holdsFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    mark(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || mark(false));
  document.addEventListener("drop", (event) => {
    mark(false);
    if (!holdsFiles(event)) return;
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) take(file);
  });
}
