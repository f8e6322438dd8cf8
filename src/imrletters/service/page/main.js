// The review page: connects the case document, the form, the letter, the files and the server.
import { fetchJson, fetchWatchedFile } from "./api-client.js";
import { offerBothCopies } from "./both-copies.js";
import { CaseDocument } from "./case-document.js";
import { Choices, NOTHING_KNOWN } from "./choices.js";
import { offerDrafts, offerToForget } from "./draft-offers.js";
import { onDrop } from "./dropping.js";
import { chosenFiles, contentOf, handleOf } from "./file-handles.js";
import { watchFiles } from "./file-watching.js";
import { goTo, goToFirstField } from "./focus.js";
import { Form } from "./form.js";
import { LetterFollowing } from "./letter-following.js";
import { LetterPane } from "./letter-pane.js";
import { linkFormAndLetter } from "./narrow-screen.js";
import { goToFirstFieldToFill, offerNextField } from "./next-field.js";
import { removeNotice, showNotice } from "./notices.js";
import { OPENING_NOTICES, Opening } from "./opening.js";
import { pasteAtFocus } from "./paste-at-focus.js";
import { whenReleased } from "./pointer.js";
import { isPreparing } from "./preparing.js";
import { Preview } from "./preview.js";
import { countText } from "./problems.js";
import { save } from "./saving.js";
import { SchemaNode } from "./schema-node.js";
import { offerUndo } from "./undoing.js";

/** @import { Problem } from "./api-client.js" */

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [settings, schema, known] = await Promise.all([
  fetchJson("page/settings.json"),
  fetchJson("v1/schema"),
  // an error of the templates of an organization; the first preview reports it
  fetchJson("v1/choices").catch(() => NOTHING_KNOWN),
]);
const caseSchema = new SchemaNode(schema, schema);

const caseDocument = new CaseDocument(caseSchema.emptyValue());
const showEdit = (/** @type {string} */ message, /** @type {(() => void) | undefined} */ undo) =>
  showNotice("edit", message, undo && { actions: [{ label: "Undo", run: undo }] });
// after the key that moved the focus, which drawing again could disturb
const onTouch = () => setTimeout(() => whenReleased(drawProblems));
// before the form draws the change
caseDocument.addEventListener("change", onCaseChange);
const form = new Form(element("form"), caseDocument, caseSchema, new Choices(known), showEdit, onTouch);
const letterPane = new LetterPane(caseDocument, {
  onCopyChange: requestPreview,
  onError: (message) => showNotice("server", message),
  onRefused: refuseToPrint,
  onPrinted: (message) => (message ? showNotice("print", message) : removeNotice("print")),
});
const following = new LetterFollowing(element("form"), letterPane);
linkFormAndLetter(
  () => following.goToLetter(),
  () => following.goToField(),
);
const preview = new Preview(settings.preview_engine, {
  onPages: async (shown, signal) => {
    await letterPane.show(shown, signal);
    performance.measure("from change to page", "change");
  },
  onPlaces: (printed) => {
    letterPane.locate(printed);
    following.follow();
  },
  onProblems: (problems, isPrinted) => {
    removeNotice("server");
    showProblems(problems);
    if (!isPrinted) letterPane.setState("unprintable");
  },
  onServerError: (message) => {
    letterPane.setUnreachable();
    showNotice("server", `${message} Your changes are kept on this page. Retrying…`);
  },
});

/** @param {Problem[]} problems */
function showProblems(problems) {
  form.setProblems(problems);
  whenReleased(drawProblems);
}

function drawProblems() {
  form.draw();
  showCount();
}

function showCount() {
  const text = form.shownProblems.length || !form.progress ? countText(form.shownProblems) : form.progress;
  for (const id of ["count", "count-status"]) if (element(id).textContent !== text) element(id).textContent = text;
}

/** @param {Problem[]} problems */
function refuseToPrint(problems) {
  form.setProblems(problems);
  form.draw();
  form.showGaps();
  showCount();
  showNotice("copies", `Not printed: ${countText(form.shownProblems)} in the case.`);
  goTo("problems");
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
  requestPreview(); // first: the service prints meanwhile
  removeNotice("edit");
  removeNotice("print");
  removeNotice("copies");
  showFileName();
  showCount();
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
  following.clear();
  showProblems([]);
  goTo("form-title");
}

async function startNewCase() {
  if (!(await opening.mayReplace("Starting a new case"))) return;
  reset();
  caseDocument.open(caseSchema.emptyValue(), { isStarted: false, isNew: true });
  goToFirstField("case");
  element("form-title").scrollIntoView();
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
    if ([caseDocument.text, caseDocument.file.savedText].includes(text)) return; // this page wrote it
    const open = async () => {
      // where the page saves to the watched file, it goes on doing so
      const handle = await handleOf(caseDocument.file, text);
      await opening.openFile({ name, bytes, ...handle }, async () => true);
    };
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

/** @type {() => Promise<boolean>} */
let keepDraft = async () => false;
const keep = () => keepDraft();
const opening = new Opening(caseDocument, caseSchema, keep, reset, (copy) => {
  letterPane.copy = copy;
});
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
  if (form.shownProblems.length || !form.progress) goTo("problems");
  else goToFirstFieldToFill(element("form"), form);
});
offerBothCopies(element("download-both"), caseDocument, refuseToPrint, (message) => showNotice("server", message));
document.addEventListener("keydown", (event) => {
  if (!["s", "p"].includes(event.key) || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  if (event.key === "s") saveCase();
  else letterPane.print();
});
window.addEventListener("beforeunload", (event) => {
  if (caseDocument.isUnsaved || isPreparing()) event.preventDefault();
});
pasteAtFocus();
onDrop((files) => opening.openFirst(files));
caseDocument.addEventListener("saved", showFileName);
offerUndo(caseDocument);
offerNextField(element("form"), form);
onCaseChange();
// last: the page must not depend on the storage of the browser
if (settings.storage) keepDraft = await offerDrafts(caseDocument, (action) => opening.mayReplace(action), reset);
else await offerToForget();
if (settings.follows) startWatching(settings.follows);
document.body.dataset.ready = "true";
