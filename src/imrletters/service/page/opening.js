// Opens cases from files, and new cases, after a question if unsaved changes would be lost.
import { RejectedError } from "./api-client.js";
import { confirmed } from "./confirm-dialog.js";
import { readCase } from "./files.js";
import { removeNotice, showNotice } from "./notices.js";

/** @import { Problem } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */
/** @import { OpenedFile } from "./file-handles.js" */

export class Opening {
  #caseDocument;
  #keep;
  #onReplace;

  /**
   * @param {CaseDocument} caseDocument
   * @param {() => Promise<boolean>} keep keeps the current case as a draft, if that is allowed; whether it did
   * @param {() => void} onReplace is called before another case replaces the current one
   */
  constructor(caseDocument, keep, onReplace) {
    this.#caseDocument = caseDocument;
    this.#keep = keep;
    this.#onReplace = onReplace;
  }

  /** @param {string} action what replaces the case: "Opening x.json" */
  async mayReplace(action) {
    if (!this.#caseDocument.isUnsaved || (await this.#keep())) return true;
    return await confirmed(
      `The current case has unsaved changes. ${action} discards them. Undo brings them back while this page is open.`,
    );
  }

  /** @param {OpenedFile[]} files of which the first is opened */
  async openFirst([file]) {
    if (!file) return;
    await this.openFile(file, async () => {
      const mayOpen = await this.mayReplace(`Opening ${file.name}`);
      if (mayOpen) this.#onReplace();
      return mayOpen;
    });
  }

  /**
   * Opens the case in a file, if it can be read and `mayOpen` returns true.
   * @param {OpenedFile} file
   * @param {() => Promise<boolean>} mayOpen
   */
  async openFile({ name, bytes, ...handle }, mayOpen) {
    removeNotice("file");
    try {
      const data = await readCase(bytes, name);
      if (await mayOpen()) this.#caseDocument.open(data, { name: /\.json$/i.test(name) ? name : "", ...handle });
    } catch (error) {
      const lines =
        error instanceof RejectedError
          ? error.problems.map(problemText)
          : [String(/** @type {Error} */ (error).message)];
      showNotice("file", `${name} was not opened. The case on this page is unchanged.`, { lines });
    }
  }
}

/** @param {Problem} problem */
function problemText({ line, column, pointer, message }) {
  const place = line ? `line ${line}${column ? `, column ${column}` : ""}: ` : "";
  return `${place}${pointer ? `${pointer}: ` : ""}${message}`;
}
