// Offers to keep drafts at the first change, and to continue a draft that no tab shows; connects the list of drafts.
import { mayKeepDrafts, rememberConsent } from "./consent.js";
import { DraftKeeping } from "./draft-keeping.js";
import { allDrafts, DAYS, deleteAllDrafts, openDatabase } from "./drafts.js";
import { DraftsDialog } from "./drafts-dialog.js";
import { removeNotice, showNotice } from "./notices.js";

/** @import { CaseDocument } from "./case-document.js" */
/** @import { Draft } from "./drafts.js" */

/**
 * @param {CaseDocument} caseDocument
 * @param {(action: string) => Promise<boolean>} mayReplace whether "Opening …" may replace the current case
 * @param {() => void} onReplace is called before a draft replaces the current case
 * @returns {Promise<() => Promise<boolean>>} writes the draft of the current case; whether it is kept
 */
export async function offerDrafts(caseDocument, mayReplace, onReplace) {
  const keeping = new DraftKeeping(caseDocument, {
    onError: (message) => showNotice("drafts", message),
    onCopy: (name) =>
      showNotice("tab", `${name} is open in another tab. This tab has a copy of it, as a draft of its own.`),
    onReplace,
    onMissing: () => showNotice("drafts", "This draft was deleted."),
  });
  const open = async (/** @type {Draft} */ { id, name }) => {
    if (await mayReplace(`Opening ${name}`)) await keeping.open(id);
  };
  const consent = async (/** @type {boolean} */ isAllowed) => {
    rememberConsent(isAllowed);
    removeNotice("drafts");
    if (!isAllowed) return;
    await openDatabase();
    await keeping.writeNow();
    await navigator.storage?.persist?.();
  };
  const dialog = new DraftsDialog({
    onOpen: open,
    onForget: () => {
      removeNotice("drafts");
      keeping.forget();
    },
    onConsent: consent,
    tabs: () => keeping.tabs(),
  });
  const button = /** @type {HTMLElement} */ (document.getElementById("drafts"));
  try {
    await keeping.start();
  } catch (error) {
    const reason = /** @type {Error} */ (error).message;
    showNotice("drafts", `This browser cannot keep drafts: ${reason} Save the case to a file.`);
    return async () => false;
  }
  button.hidden = false;
  button.addEventListener("click", () => dialog.show());
  const [abandoned] = mayKeepDrafts() ? await keeping.abandoned() : [];
  if (abandoned) offerToContinue(abandoned, () => open(abandoned), button);
  const ask = () => {
    if (mayKeepDrafts() !== undefined || !caseDocument.isUnsaved) return;
    caseDocument.removeEventListener("change", ask);
    askForConsent(consent);
  };
  caseDocument.addEventListener("change", ask);
  return () => keeping.writeNow();
}

/**
 * @param {Draft} draft
 * @param {() => void} run
 * @param {HTMLElement} list the button that shows all drafts
 */
function offerToContinue({ name, time }, run, list) {
  const shown = new Date(time).toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  const actions = [
    { label: "Continue", run },
    { label: "Show all drafts", run: () => list.click() },
  ];
  showNotice("drafts", `A draft of ${shown} is not saved in a file: ${name}.`, { actions });
}

/** @param {(isAllowed: boolean) => void} onAnswer */
function askForConsent(onAnswer) {
  const text =
    "Keep drafts on this computer, so that nothing is lost if the browser closes or crashes? They contain health data. Everyone who " +
    `uses this browser on this computer can read them, until ${DAYS} days after their last change.`;
  const actions = [
    { label: "Keep drafts", run: () => onAnswer(true) },
    { label: "Do not keep", run: () => onAnswer(false) },
  ];
  showNotice("drafts", text, { actions });
}

/** Where the service forbids drafts: offers to delete those that the browser kept before. */
export async function offerToForget() {
  const drafts = await allDrafts().catch(() => []); // a browser that stores nothing has none
  if (!drafts.length) return;
  const actions = [{ label: "Forget all", run: deleteAllDrafts }];
  showNotice("drafts", "This page keeps no drafts, but this browser has drafts from before.", { actions });
}
