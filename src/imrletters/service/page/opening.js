// Opens cases from files, and new cases, after a question if unsaved changes would be lost.
import { RejectedError } from "./api-client.js";
import { confirmed } from "./confirm-dialog.js";
import { readCase } from "./files.js";
import { isObject } from "./json.js";
import { removeNotice, showNotice } from "./notices.js";
import { withNotice } from "./preparing.js";

/** @import { Copy, OpenedLetter, Problem } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */
/** @import { OpenedFile } from "./file-handles.js" */
/** @import { Kind } from "./notices.js" */
/** @import { Json } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */

/** The notices about an opened file. @type {Kind[]} */
export const OPENING_NOTICES = ["file", "read", "several"];

export class Opening {
  #caseDocument;
  #schema;
  #keep;
  #onReplace;
  #onCopy;

  /**
   * @param {CaseDocument} caseDocument
   * @param {SchemaNode} schema of the case
   * @param {() => Promise<boolean>} keep keeps the current case as a draft, if that is allowed; whether it did
   * @param {() => void} onReplace is called before another case replaces the current one
   * @param {(copy: Copy) => void} onCopy is called with the copy that is opened, if a letter is opened
   */
  constructor(caseDocument, schema, keep, onReplace, onCopy) {
    this.#caseDocument = caseDocument;
    this.#schema = schema;
    this.#keep = keep;
    this.#onReplace = onReplace;
    this.#onCopy = onCopy;
  }

  /** @param {string} action what replaces the case: "Opening x.json" */
  async mayReplace(action) {
    if (!this.#caseDocument.isUnsaved || (await this.#keep())) return true;
    return await confirmed(
      `The current case has unsaved changes. ${action} discards them. Undo brings them back while this page is open.`,
    );
  }

  /** @param {OpenedFile[]} files of which the first is opened */
  async openFirst([file, ...others]) {
    if (!file) return;
    const isOpen = await this.openFile(file, async () => {
      const mayOpen = await this.mayReplace(`Opening ${file.name}`);
      if (mayOpen) this.#onReplace();
      return mayOpen;
    });
    if (!isOpen || !others.length) return;
    const names = others.map(({ name }) => name);
    showNotice("several", `One case is open at a time: ${file.name} was opened. Not opened:`, { lines: names });
  }

  /**
   * Opens the case in a file, if it can be read and `mayOpen` returns true.
   * @param {OpenedFile} file
   * @param {() => Promise<boolean>} mayOpen
   * @returns {Promise<boolean>} whether it is open
   */
  async openFile({ name, bytes, ...handle }, mayOpen) {
    for (const kind of OPENING_NOTICES) removeNotice(kind);
    try {
      const { data, letter } = await withNotice(`${name} is being opened.`, readCase(bytes, name));
      if (!(await mayOpen())) return false;
      if (letter) this.#onCopy(letter.copy);
      this.#caseDocument.open(data, { name: /\.json$/i.test(name) ? name : "", ...handle });
      if (letter) this.#describe(name, letter, data);
      return true;
    } catch (error) {
      const lines =
        error instanceof RejectedError
          ? error.problems.map(problemText)
          : [String(/** @type {Error} */ (error).message)];
      showNotice("file", `${name} was not opened. The case on this page is unchanged.`, { lines });
      return false;
    }
  }

  /**
   * Shows what was read in a letter, and how.
   * @param {string} name
   * @param {OpenedLetter & { isPdf: boolean }} letter
   * @param {Json} data
   */
  #describe(name, { source, copy, why, isPdf }, data) {
    const isComplete = source === "attached";
    const how = isComplete
      ? "The case inside this letter was opened. Verification found the letter unchanged."
      : `The case was read from ${isPdf ? "the pages" : "the text"} of this letter.`;
    const missing = [...this.#schema.fields].filter(([key, node]) => node.copies && !hasKey(data, key));
    const titles = missing.filter(([, { copies }]) => !copies?.includes("public")).map(([, { title }]) => title);
    const lines = titles.length && !isComplete ? [`Not in it: ${titles.join(", ")}.`] : [];
    if (isPdf && !isComplete) lines.push(`No case inside it was opened: ${why}.`);
    const which = `It is the ${copy === "parties" ? "parties’" : "public"} copy.`;
    showNotice("read", `${name}: ${how} ${which}`, { lines });
  }
}

/**
 * @param {Json} data
 * @param {string} key
 */
function hasKey(data, key) {
  return isObject(data) && Object.hasOwn(data, key);
}

/** @param {Problem} problem */
function problemText({ line, column, pointer, message }) {
  const place = line ? `line ${line}${column ? `, column ${column}` : ""}: ` : "";
  return `${place}${pointer ? `${pointer}: ` : ""}${message}`;
}
