// The review page: brings the case, its form and its letter together.
import { Desk } from "./desk.js";
import { caseIn, onDrop, saveAs } from "./files.js";
import { goTo } from "./focus.js";
import { follow } from "./following.js";
import { Form } from "./form.js";
import { LetterPane } from "./letter.js";
import { tell, untell } from "./notices.js";
import { Preview } from "./preview.js";
import { counted } from "./problems.js";
import { agreed } from "./question.js";
import { fetchJson, followed, Refused } from "./server.js";
import { askBeforeLeaving, keepOverReload } from "./session.js";
import { Shape } from "./shape.js";

/** @import { Problem } from "./server.js" */

const element = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
const [settings, schema, { guidelines }] = await Promise.all(
  ["page/settings.json", "v1/schema", "v1/guidelines"].map(fetchJson),
);
const shape = new Shape(schema, schema);
const titles = [...new Set(guidelines.flatMap((/** @type {any} */ one) => [one.title, ...one.aliases]))];
const completions = new Map([["Citation.title", /** @type {string[]} */ (titles)]]);

const desk = new Desk();
desk.open(shape.begun(), "", { begun: false });
const form = new Form(element("form"), desk, shape, completions, (words, undo) => {
  tell("edit", words, undo && { action: { label: "Undo", act: undo } });
});
const pane = new LetterPane(desk, { onCopy: print, told: (words) => tell("server", words) });
const preview = new Preview({
  letter: async (bytes, signal) => {
    await pane.show(bytes, signal);
    performance.measure("from change to page", "change");
  },
  problems: (problems, printed) => {
    untell("server");
    show(problems);
    if (!printed) pane.mark("refused");
  },
  silence: (words) => tell("server", `${words} Nothing is lost; trying again.`),
});

/** @param {Problem[]} problems */
function show(problems) {
  form.show(problems);
  const words = counted(problems);
  for (const id of ["count", "count-said"]) if (element(id).textContent !== words) element(id).textContent = words;
}

function print() {
  if (!desk.begun) {
    preview.stop();
    pane.mark("empty");
    return;
  }
  performance.mark("change");
  pane.mark("changing");
  preview.ask(desk.text, pane.copy);
}

function onChange() {
  untell("edit");
  tellName();
  print();
}

function tellName() {
  const name = desk.name || "New case";
  element("file-name").textContent = name;
  element("file-state").textContent = desk.isUnsaved ? "not saved" : "";
  document.title = `${desk.isUnsaved ? "• " : ""}${name} – Review – imrletters`;
}

/** Nothing that was said of the case before is said of another one. */
function beginAnew() {
  untell("file");
  pane.clear();
  show([]);
  goTo("form-title");
}

/** @param {string} what */
async function mayReplace(what) {
  return !desk.isUnsaved || (await agreed(`The present case has changes that are not saved. ${what} replaces it.`));
}

async function startNew() {
  if (!(await mayReplace("A new case"))) return;
  beginAnew();
  desk.open(shape.begun(), "", { begun: false });
}

/** @param {File} file */
async function open(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  await take(bytes, file.name, async () => {
    const isWanted = await mayReplace(file.name);
    if (isWanted) beginAnew();
    return isWanted;
  });
}

/**
 * Puts the case in a file on the desk, if there is one and it may replace the present one.
 * @param {Uint8Array<ArrayBuffer>} bytes
 * @param {string} name
 * @param {() => Promise<boolean>} isWanted
 */
async function take(bytes, name, isWanted) {
  untell("file");
  try {
    const value = await caseIn(bytes, name);
    if (await isWanted()) desk.open(value, /\.json$/i.test(name) ? name : "");
  } catch (error) {
    const lines = error instanceof Refused ? error.problems.map(said) : [String(/** @type {Error} */ (error).message)];
    tell("file", `${name} was not opened. The case on the page is as it was.`, { lines });
  }
}

/** @param {Problem} problem */
function said({ line, column, pointer, message }) {
  const place = line ? `line ${line}${column ? `, column ${column}` : ""}: ` : "";
  return `${place}${pointer ? `${pointer}: ` : ""}${message}`;
}

function save() {
  const name = desk.name || `${desk.caseNumber || "case"}.json`;
  saveAs(name, desk.text, "application/json");
  desk.hasSaved(name);
}

/** @param {string} name */
function startFollowing(name) {
  let known = "";
  const look = async () => {
    const bytes = await followed();
    const text = new TextDecoder().decode(bytes);
    if (text === known) return;
    known = text;
    const load = () => take(bytes, name, async () => true);
    if (!desk.isUnsaved) return await load();
    tell("follow", `${name} on the disk is not the case on the page.`, {
      action: { label: "Take over the file", act: load },
    });
  };
  const onCase = () => look().catch((error) => tell("server", error.message));
  onCase();
  follow({
    onCase,
    onTemplates: print,
    onBreak: () => tell("server", "The server does not answer; connecting again."),
    onReturn: () => {
      untell("server");
      onCase();
    },
  });
}

const picker = /** @type {HTMLInputElement} */ (element("picker"));
picker.addEventListener("change", () => {
  const [file] = picker.files ?? [];
  if (file) open(file);
  picker.value = "";
});
element("open").addEventListener("click", () => picker.click());
element("new").addEventListener("click", startNew);
element("save").addEventListener("click", save);
element("help").addEventListener("click", () => {
  const shown = !document.body.classList.toggle("without-help");
  element("help").ariaPressed = String(shown);
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
onDrop(open);
desk.addEventListener("change", onChange);
desk.addEventListener("saved", tellName);
if (settings.storage) keepOverReload(desk);
else askBeforeLeaving(desk);
onChange();
if (settings.follows) startFollowing(settings.follows);
document.body.dataset.ready = "true";
