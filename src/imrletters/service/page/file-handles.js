// Files that the browser lets the page write again: asks for them, reads them and writes them.

/** @import { CaseFile } from "./case-document.js" */
/** @typedef {{ name: string, bytes: Uint8Array<ArrayBuffer>, handle?: FileSystemFileHandle, diskTime?: number }} OpenedFile */

const TYPES = [{ description: "Case", accept: { "application/json": [".json"] } }];
const LETTER_TYPES = [
  {
    description: "Case or letter",
    accept: { "application/json": [".json"], "application/pdf": [".pdf"], "text/plain": [".txt"] },
  },
];

/**
 * The content of a file; a letter is not written again, so that its handle is of no use.
 * @param {File} file
 * @param {FileSystemFileHandle} [handle]
 * @returns {Promise<OpenedFile>}
 */
export async function contentOf(file, handle) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const writable = handle && /\.json$/i.test(file.name) ? { handle, diskTime: file.lastModified } : {};
  return { name: file.name, bytes, ...writable };
}

/**
 * The files that a person chooses; undefined if the browser offers no such choice with handles.
 * @returns {Promise<OpenedFile[] | undefined>}
 */
export async function chosenFiles() {
  if (!window.showOpenFilePicker) return undefined;
  const handles = await unlessAborted(window.showOpenFilePicker({ types: LETTER_TYPES, multiple: true }));
  return await Promise.all((handles ?? []).map(async (handle) => contentOf(await handle.getFile(), handle)));
}

/** Whether a person can choose the file to save to. */
export function canChooseTarget() {
  return Boolean(window.showSaveFilePicker);
}

/**
 * The file that a person chooses to save to; undefined if the person chooses none.
 * @param {string} suggestedName
 */
export async function chosenTarget(suggestedName) {
  return await unlessAborted(window.showSaveFilePicker?.({ suggestedName, types: TYPES }));
}

/**
 * Whether another program changed a file since this page read or wrote it.
 * @param {CaseFile} file
 */
export async function isChangedOnDisk({ handle, diskTime }) {
  // the handle of a draft from before the page was loaded may not even be read without this
  await handle?.requestPermission?.({ mode: "readwrite" });
  const onDisk = await handle?.getFile().catch(() => undefined);
  return onDisk !== undefined && diskTime !== undefined && onDisk.lastModified !== diskTime;
}

/**
 * The handle of a file and the time of its last change, if the file has this text.
 * @param {CaseFile} file
 * @param {string} text
 */
export async function handleOf({ handle }, text) {
  const onDisk = await handle?.getFile().catch(() => undefined);
  return handle && onDisk && (await onDisk.text()) === text ? { handle, diskTime: onDisk.lastModified } : {};
}

/**
 * Writes a file completely or not at all, and returns the time of the change.
 * @param {FileSystemFileHandle} handle
 * @param {string} text
 */
export async function writeFile(handle, text) {
  const stream = await handle.createWritable();
  try {
    await stream.write(text);
    await stream.close();
  } catch (error) {
    await stream.abort().catch(() => {});
    throw error;
  }
  return (await handle.getFile()).lastModified;
}

/**
 * @template T
 * @param {Promise<T> | undefined} choosing
 * @returns {Promise<T | undefined>}
 */
async function unlessAborted(choosing) {
  try {
    return await choosing;
  } catch (error) {
    if (/** @type {Error} */ (error).name === "AbortError") return undefined;
    throw error;
  }
}
