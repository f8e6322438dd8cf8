// The review page: connects the case document, the form, the letter, the files and the server.
import { fetchJson, fetchWatchedFile, RejectedError } from "./api-client.js";
import { CaseDocument } from "./case-document.js";
import { confirmed } from "./confirm-dialog.js";
import { watchFiles } from "./file-watching.js";
import { download, onDrop, readCase } from "./files.js";
import { goTo } from "./focus.js";
import { Form } from "./form.js";
import { LetterPane } from "./letter-pane.js";
import { removeNotice, showNotice } from "./notices.js";
import { Preview } from "./preview.js";
import { countText } from "./problems.js";
import { SchemaNode } from "./schema-node.js";
import { confirmBeforeLeaving, keepInSessionStorage } from "./session-storage.js";

/** @import { Problem } from "./api-client.js" */

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [settings, schema, { guidelines }] = await Promise.all(
  ["page/settings.json", "v1/schema", "v1/guidelines"].map(fetchJson),
);
const caseSchema = new SchemaNode(schema, schema);
const titles = [...new Set(guidelines.flatMap((/** @type {any} */ edition) => [edition.title, ...edition.aliases]))];
const suggestions = new Map([["Citation.title", /** @type {string[]} */ (titles)]]);

const caseDocument = new CaseDocument();
caseDocument.open(caseSchema.emptyValue(), "", { isStarted: false });
const form = new Form(element("form"), caseDocument, caseSchema, suggestions, (message, undo) => {
  showNotice("edit", message, undo && { action: { label: "Undo", run: undo } });
});
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
  const text = countText(problems);
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
  const name = caseDocument.fileName || "New case";
  element("file-name").textContent = name;
  element("file-state").textContent = caseDocument.isUnsaved ? "not saved" : "";
  document.title = `${caseDocument.isUnsaved ? "• " : ""}${name} – Review – imrletters`;
}

/** Removes everything that is about the previous case. */
function reset() {
  removeNotice("file");
  letterPane.clear();
  showProblems([]);
  goTo("form-title");
}

/** @param {string} action what discards the changes: "Opening x.json" */
async function mayDiscardChanges(action) {
  return !caseDocument.isUnsaved || (await confirmed(`The current case has unsaved changes. ${action} discards them.`));
}

async function startNewCase() {
  if (!(await mayDiscardChanges("Starting a new case"))) return;
  reset();
  caseDocument.open(caseSchema.emptyValue(), "", { isStarted: false });
}

/** @param {File} file */
async function openFile(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  await openCase(bytes, file.name, async () => {
    const mayOpen = await mayDiscardChanges(`Opening ${file.name}`);
    if (mayOpen) reset();
    return mayOpen;
  });
}

/**
 * Opens the case in a file, if it can be read and `mayOpen` returns true.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @param {() => Promise<boolean>} mayOpen
 */
async function openCase(bytes, name, mayOpen) {
  removeNotice("file");
  try {
    const data = await readCase(bytes, name);
    if (await mayOpen()) caseDocument.open(data, /\.json$/i.test(name) ? name : "");
  } catch (error) {
    const lines =
      error instanceof RejectedError ? error.problems.map(problemText) : [String(/** @type {Error} */ (error).message)];
    showNotice("file", `${name} was not opened. The case on this page is unchanged.`, { lines });
  }
}

/** @param {Problem} problem */
function problemText({ line, column, pointer, message }) {
  const place = line ? `line ${line}${column ? `, column ${column}` : ""}: ` : "";
  return `${place}${pointer ? `${pointer}: ` : ""}${message}`;
}

function save() {
  const name = caseDocument.fileName || `${caseDocument.caseNumber || "case"}.json`;
  download(name, caseDocument.text, "application/json");
  caseDocument.markSaved(name);
}

/** @param {string} name */
function startWatching(name) {
  let lastText = "";
  const load = async () => {
    const bytes = await fetchWatchedFile();
    const text = new TextDecoder().decode(bytes);
    if (text === lastText) return;
    lastText = text;
    const open = () => openCase(bytes, name, async () => true);
    if (!caseDocument.isUnsaved) return await open();
    showNotice("watch", `${name} on disk differs from the unsaved case on this page.`, {
      action: { label: "Load the file", run: open },
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

const picker = /** @type {HTMLInputElement} */ (element("picker"));
picker.addEventListener("change", () => {
  const [file] = picker.files ?? [];
  if (file) openFile(file);
  picker.value = "";
});
element("open").addEventListener("click", () => picker.click());
element("new").addEventListener("click", startNewCase);
element("save").addEventListener("click", save);
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
  save();
});
onDrop(openFile);
caseDocument.addEventListener("change", onCaseChange);
caseDocument.addEventListener("saved", showFileName);
if (settings.storage) keepInSessionStorage(caseDocument);
else confirmBeforeLeaving(caseDocument);
onCaseChange();
if (settings.follows) startWatching(settings.follows);
document.body.dataset.ready = "true";
