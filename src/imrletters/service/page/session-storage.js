// Keeps the case across reloads in the session storage of the browser, and nowhere else.
import { read } from "./json.js";

/** @import { CaseDocument } from "./case-document.js" */

const KEY = "case";

/**
 * Restores the case from before a reload, and stores every change from now on.
 * @param {CaseDocument} caseDocument
 */
export function keepInSessionStorage(caseDocument) {
  const stored = sessionStorage.getItem(KEY);
  if (stored) {
    const { text, saved, name, started } = JSON.parse(stored);
    caseDocument.open(read(text), name, { savedText: saved, isStarted: started });
  }
  const store = () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(caseDocument.snapshot()));
    } catch {
      // the case exceeds the quota of the storage; the page works without it
    }
  };
  caseDocument.addEventListener("change", store);
  caseDocument.addEventListener("saved", store);
}

/**
 * Makes the browser ask for confirmation before the page is left with unsaved changes, if nothing may be stored.
 * @param {CaseDocument} caseDocument
 */
export function confirmBeforeLeaving(caseDocument) {
  window.addEventListener("beforeunload", (event) => {
    if (caseDocument.isUnsaved) event.preventDefault();
  });
}
