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
 * @param {() => void} onReplace is called before a draft replaces the current case
 * @returns {Promise<() => Promise<boolean>>} writes the draft of the current case; whether it is kept
 */
export async function offerDrafts(caseDocument, onReplace) {
  const keeping = new DraftKeeping(caseDocument, {
    onError: (message) => showNotice("drafts", message),
    onCopy: (name) =>
      showNotice("tab", `${name} is open in another tab. This tab has a copy of it, as a draft of its own.`),
  });
  const open = async (/** @type {Draft} */ draft) => {
    await keeping.writeNow();
    onReplace();
    await keeping.open(draft);
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
    onForget: () => keeping.forget(),
    onConsent: consent,
    isOwn: (id) => keeping.isOwn(id),
  });
  const button = /** @type {HTMLElement} */ (document.getElementById("drafts"));
  button.addEventListener("click", () => dialog.show());
  await keeping.start();
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
  if (!(await allDrafts()).length) return;
  const actions = [{ label: "Forget all", run: deleteAllDrafts }];
  showNotice("drafts", "This page keeps no drafts, but this browser has drafts from before.", { actions });
}
