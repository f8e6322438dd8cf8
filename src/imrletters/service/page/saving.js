// Saves the case: to the file it came from, to a file that a person chooses, or as a download.
import { confirmed } from "./confirm-dialog.js";
import { canChooseTarget, chosenTarget, isChangedOnDisk, writeFile } from "./file-handles.js";
import { download } from "./files.js";
import { removeNotice, showNotice } from "./notices.js";

/** @import { CaseDocument } from "./case-document.js" */

/** @param {CaseDocument} caseDocument */
export async function save(caseDocument) {
  removeNotice("file");
  const name = caseDocument.file.name || `${caseDocument.caseNumber || "case"}.json`;
  const downloadFile = () => {
    download(name, caseDocument.text, "application/json");
    caseDocument.markSaved({ name });
  };
  if (!caseDocument.file.handle && !canChooseTarget()) return downloadFile();
  try {
    await saveToHandle(caseDocument, name);
  } catch (error) {
    const message = `${name} was not saved: ${/** @type {Error} */ (error).message}`;
    showNotice("file", message, { actions: [{ label: "Download it instead", run: downloadFile }] });
  }
}

/**
 * @param {CaseDocument} caseDocument
 * @param {string} name
 */
async function saveToHandle(caseDocument, name) {
  const { file, text } = caseDocument;
  if (await isChangedOnDisk(file)) {
    const answer = { title: "Replace the file?", yes: "Replace the file", no: "Keep the file" };
    if (!(await confirmed(`Another program changed ${name} after it was opened here.`, answer))) return;
  }
  const handle = file.handle ?? (await chosenTarget(name));
  if (!handle) return;
  const diskTime = await writeFile(handle, text);
  // what was typed meanwhile is not in the file
  if (caseDocument.file === file) caseDocument.markSaved({ name: handle.name, handle, diskTime }, text);
}
