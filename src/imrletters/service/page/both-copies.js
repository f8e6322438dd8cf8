// Downloads both copies of the letter in one file.
import { fetchCopies, RejectedError } from "./api-client.js";
import { download } from "./files.js";
import { whilePreparing } from "./preparing.js";

/** @import { Problem } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */

/**
 * Offers the download; a case that cannot be printed is refused with its problems.
 * @param {HTMLElement} button
 * @param {CaseDocument} caseDocument
 * @param {(problems: Problem[]) => void} onProblems
 * @param {(message: string) => void} onError
 */
export function offerBothCopies(button, caseDocument, onProblems, onError) {
  button.addEventListener("click", async () => {
    try {
      const name = `${caseDocument.caseNumber || "letter"}.zip`;
      const copies = fetchCopies(caseDocument.text).then((response) => response.blob());
      download(name, await whilePreparing("The download is being prepared.", copies), "application/zip");
    } catch (error) {
      if (error instanceof RejectedError) onProblems(error.problems);
      else onError(/** @type {Error} */ (error).message);
    }
  });
}
