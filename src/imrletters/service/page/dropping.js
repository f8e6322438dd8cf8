// Receives the files that are dropped on the page.
import { contentOf } from "./file-handles.js";

/** @import { OpenedFile } from "./file-handles.js" */

/**
 * Calls `open` with the files of each drop.
 * @param {(files: OpenedFile[]) => void} open
 */
export function onDrop(open) {
  const highlight = (/** @type {boolean} */ isOver) => document.body.classList.toggle("drop-target", isOver);
  const hasFiles = (/** @type {DragEvent} */ event) => event.dataTransfer?.types.includes("Files") ?? false;
  document.addEventListener("dragover", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    highlight(true);
  });
  document.addEventListener("dragleave", (event) => event.relatedTarget || highlight(false));
  document.addEventListener("drop", async (event) => {
    highlight(false);
    if (!hasFiles(event) || !event.dataTransfer) return;
    event.preventDefault();
    // the items are readable only until the first pause
    const items = [...event.dataTransfer.items].filter(({ kind }) => kind === "file");
    const dropped = items.map((item) => [item.getAsFile(), item.getAsFileSystemHandle?.()]);
    open(await Promise.all(dropped.map(([file, handle]) => droppedFile(file, handle))));
  });
}

/**
 * @param {any} file
 * @param {any} pending the handle of the file, if the browser offers it
 * @returns {Promise<OpenedFile>}
 */
async function droppedFile(file, pending) {
  const handle = await Promise.resolve(pending).catch(() => undefined);
  return await contentOf(file, handle?.kind === "file" ? handle : undefined);
}
