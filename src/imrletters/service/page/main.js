// The review page: connects the case document, the form, the letter, the files and the server.
import { fetchJson, fetchWatchedFile } from "./api-client.js";
import { CaseDocument } from "./case-document.js";
import { offerDrafts, offerToForget } from "./draft-offers.js";
import { onDrop } from "./dropping.js";
import { chosenFiles, contentOf } from "./file-handles.js";
import { watchFiles } from "./file-watching.js";
import { goTo } from "./focus.js";
import { Form } from "./form.js";
import { LetterPane } from "./letter-pane.js";
import { removeNotice, showNotice } from "./notices.js";
import { OPENING_NOTICES, Opening } from "./opening.js";
import { Preview } from "./preview.js";
import { countText } from "./problems.js";
import { save } from "./saving.js";
import { SchemaNode } from "./schema-node.js";
import { offerUndo } from "./undoing.js";

/** @import { Problem } from "./api-client.js" */

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [settings, schema, { guidelines }] = await Promise.all(
  ["page/settings.json", "v1/schema", "v1/guidelines"].map(fetchJson),
);
const caseSchema = new SchemaNode(schema, schema);
const titles = [...new Set(guidelines.flatMap((/** @type {any} */ edition) => [edition.title, ...edition.aliases]))];
const suggestions = new Map([["Citation.title", /** @type {string[]} */ (titles)]]);

const caseDocument = new CaseDocument(caseSchema.emptyValue());
const showEdit = (/** @type {string} */ message, /** @type {(() => void) | undefined} */ undo) =>
  showNotice("edit", message, undo && { actions: [{ label: "Undo", run: undo }] });
// after the click or the key that moved the focus, which drawing again could disturb
const onTouch = () =>
  setTimeout(() => {
    form.draw();
    showCount();
  });
const form = new Form(element("form"), caseDocument, caseSchema, suggestions, showEdit, onTouch);
const letterPane = new LetterPane(caseDocument, {
  onCopyChange: requestPreview,
  onError: (message) => showNotice("server", message),
});
const preview = new Preview(settings.preview_engine, {
  onLetter: async (pdf, signal) => {
    await letterPane.show(pdf, signal);
    performance.measure("from change to page", "change");
  },
  onProblems: (problems, isPrinted) => {
    removeNotice("server");
    showProblems(problems);
    if (!isPrinted) letterPane.setState("unprintable");
  },
  onServerError: (message) => showNotice("server", `${message} Your changes are kept on this page. Retrying…`),
});

/** @param {Problem[]} problems */
function showProblems(problems) {
  form.showProblems(problems);
  showCount();
}

function showCount() {
  const text = countText(form.shownProblems);
  for (const id of ["count", "count-status"]) if (element(id).textContent !== text) element(id).textContent = text;
}

function requestPreview() {
  if (!caseDocument.isStarted) {
    preview.cancel();
    letterPane.setState("empty");
    return;
  }
  performance.mark("change");
  letterPane.setState("printing");
  preview.request(caseDocument.text, letterPane.copy);
}

function onCaseChange() {
  removeNotice("edit");
  showFileName();
  requestPreview();
}

function showFileName() {
  const { name } = caseDocument;
  element("file-name").textContent = name;
  element("file-state").textContent = caseDocument.isUnsaved ? "not saved" : "";
  document.title = `${caseDocument.isUnsaved ? "• " : ""}${name} – Review – imrletters`;
}

/** Removes everything that is about the previous case. */
function reset() {
  for (const kind of OPENING_NOTICES) removeNotice(kind);
  letterPane.clear();
  showProblems([]);
  goTo("form-title");
}

async function startNewCase() {
  if (!(await opening.mayReplace("Starting a new case"))) return;
  reset();
  caseDocument.open(caseSchema.emptyValue(), { isStarted: false, isNew: true });
}

function saveCase() {
  form.showGaps();
  showCount();
  save(caseDocument);
}

/** @param {string} name */
function startWatching(name) {
  let lastText = "";
  const load = async () => {
    const bytes = await fetchWatchedFile();
    const text = new TextDecoder().decode(bytes);
    if (text === lastText) return;
    lastText = text;
    const open = () => opening.openFile({ name, bytes }, async () => true);
    if (!caseDocument.isUnsaved) return await open();
    showNotice("watch", `${name} on disk differs from the unsaved case on this page.`, {
      actions: [{ label: "Load the file", run: open }],
    });
  };
  const onCase = () => load().catch((error) => showNotice("server", error.message));
  onCase();
  watchFiles({
    onCase,
    onTemplates: requestPreview,
    onDisconnect: () => showNotice("server", "The server is not responding. Reconnecting…"),
    onReconnect: () => {
      removeNotice("server");
      onCase();
    },
  });
}

const keepDraft = settings.storage ? await offerDrafts(caseDocument, reset) : async () => false;
const opening = new Opening(caseDocument, caseSchema, keepDraft, reset);
element("drafts").hidden = !settings.storage;
if (!settings.storage) await offerToForget();

const picker = /** @type {HTMLInputElement} */ (element("picker"));
picker.addEventListener("change", () => {
  Promise.all([...(picker.files ?? [])].map((file) => contentOf(file))).then((files) => opening.openFirst(files));
  picker.value = "";
});
element("open").addEventListener("click", async () => {
  const files = await chosenFiles();
  if (files) opening.openFirst(files);
  else picker.click();
});
element("new").addEventListener("click", startNewCase);
element("save").addEventListener("click", saveCase);
element("help").addEventListener("click", () => {
  const isShown = !document.body.classList.toggle("without-help");
  element("help").ariaPressed = String(isShown);
});
element("count").addEventListener("click", (event) => {
  event.preventDefault();
  goTo("problems");
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  saveCase();
});
window.addEventListener("beforeunload", (event) => {
  if (caseDocument.isUnsaved) event.preventDefault();
});
onDrop((files) => opening.openFirst(files));
caseDocument.addEventListener("change", onCaseChange);
caseDocument.addEventListener("saved", showFileName);
offerUndo(caseDocument);
onCaseChange();
if (settings.follows) startWatching(settings.follows);
document.body.dataset.ready = "true";
