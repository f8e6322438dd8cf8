// Opens cases from files, and new cases, after a question if unsaved changes would be lost.
import { RejectedError } from "./api-client.js";
import { confirmed } from "./confirm-dialog.js";
import { readCase } from "./files.js";
import { isObject } from "./json.js";
import { removeNotice, showNotice } from "./notices.js";

/** @import { OpenedLetter, Problem } from "./api-client.js" */
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

  /**
   * @param {CaseDocument} caseDocument
   * @param {SchemaNode} schema of the case
   * @param {() => Promise<boolean>} keep keeps the current case as a draft, if that is allowed; whether it did
   * @param {() => void} onReplace is called before another case replaces the current one
   */
  constructor(caseDocument, schema, keep, onReplace) {
    this.#caseDocument = caseDocument;
    this.#schema = schema;
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
      const { data, letter } = await readCase(bytes, name);
      if (!(await mayOpen())) return false;
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
  #describe(name, { source, why, isPdf }, data) {
    const how =
      source === "attached"
        ? "The case inside this letter was opened. Verification found the letter unchanged."
        : `The case was read from ${isPdf ? "the pages" : "the text"} of this letter.`;
    const missing = [...this.#schema.fields].filter(([key, node]) => node.copies && !hasKey(data, key));
    const titles = missing.filter(([, { copies }]) => !copies?.includes("public")).map(([, { title }]) => title);
    const lines = titles.length ? [`Not in it: ${titles.join(", ")}.`] : [];
    if (isPdf && source === "pages") lines.push(`No case inside it was opened: ${why}.`);
    showNotice("read", `${name}: ${how}`, { lines });
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
