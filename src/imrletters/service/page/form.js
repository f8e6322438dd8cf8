// The form that edits the case: draws it from the schema, applies what is typed, and keeps the focus.
import { changedPath } from "./case-changes.js";
import { withEntryMoved, withValueAt } from "./case-edits.js";
import { elementId, valueAt } from "./case-path.js";
import { goTo, goToFirstField, keepFocusInView, selectText } from "./focus.js";
import { collapsibleSection, editor, ownValue, unknownKeys } from "./groups.js";
import { isObject, read, write } from "./json.js";
import { placeInField, selectCharacter } from "./problem-place.js";
import { isGap, locateProblems, messages, problemList, shownProblems } from "./problems.js";
import { ProblemsByField } from "./problems-by-field.js";
import { progressOf } from "./progress.js";
import { html, render } from "./vendor/lit-html/lit-html.js";

/** @import { Problem } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */
/** @import { Path } from "./case-path.js" */
/** @import { Choices } from "./choices.js" */
/** @import { Json, JsonObject } from "./json.js" */
/** @import { LocatedProblem, ShownProblem } from "./problems.js" */
/** @import { SchemaNode } from "./schema-node.js" */

export class Form {
  /** @type {LocatedProblem[]} */
  #located = [];
  /** The ids of the fields with problems, and of those that are not filled in yet. @type {Set<string>} */
  openFields = new Set();
  #byField = new ProblemsByField([]);
  /** @type {ShownProblem[]} */
  #problems = [];
  #gaps = 0;
  /** Another object after each change that is not only inside one list of the case. */
  surroundings = {};
  /** @type {JsonObject} */
  #drawnData = {};
  /** The ids of the fields of a new case that a person has been in. @type {Set<string>} */
  #touched = new Set();
  /** The ids of the fields with problems when the file was opened. @type {Set<string> | undefined} */
  #openedWith;
  /** @type {Json} */
  #openedData = null;
  #element;
  #caseDocument;
  #schema;
  #onEdit;
  #onTouch;

  /**
   * @param {HTMLElement} element
   * @param {CaseDocument} caseDocument
   * @param {SchemaNode} schema of the case
   * @param {Choices} choices
   * @param {(message: string, undo?: () => void) => void} onEdit is called after an entry was moved or removed
   * @param {() => void} onTouch is called after a person left a field for the first time
   */
  constructor(element, caseDocument, schema, choices, onEdit, onTouch) {
    this.#onTouch = onTouch;
    this.#element = element;
    this.#caseDocument = caseDocument;
    this.#schema = schema;
    /** The known values of the fields. */
    this.choices = choices;
    this.#onEdit = onEdit;
    let file = caseDocument.file;
    caseDocument.addEventListener("change", () => {
      if (file !== caseDocument.file) {
        this.#touched.clear();
        this.#openedWith = undefined;
        this.#openedData = caseDocument.data;
        this.surroundings = {};
      }
      file = caseDocument.file;
      if (typeof changedPath(this.#drawnData, this.#data)[1] !== "number") this.surroundings = {};
      this.#draw();
    });
    element.addEventListener("focusout", (event) => this.#touch(event));
    this.draw();
  }

  /**
   * Keeps the problems of the case, which the form shows when it is drawn again.
   * @param {Problem[]} problems
   */
  setProblems(problems) {
    this.#problems = shownProblems(problems, this.#schema);
    if (!this.#openedWith && this.#caseDocument.isStarted) {
      const isOpened = (/** @type {LocatedProblem} */ { path }) =>
        valueAt(this.#openedData, path.slice(0, -1)) !== undefined;
      const opened = this.#caseDocument.file.isNew
        ? []
        : locateProblems(this.#problems, this.#schema, this.#data).filter(isOpened);
      this.#openedWith = new Set(opened.map(({ path }) => elementId(path)));
    }
  }

  draw() {
    this.surroundings = {};
    this.#draw();
  }

  /** Draws the form, but not the entries that are as they were. */
  #draw() {
    const data = this.#data;
    this.#drawnData = data;
    const located = locateProblems(this.#problems, this.#schema, data);
    this.#located = located.filter((one) => !this.#isUntouchedGap(one));
    this.#gaps = located.length - this.#located.length;
    this.openFields = new Set(located.map(({ path }) => elementId(path)));
    this.#byField = new ProblemsByField(this.#located);
    const focused = document.activeElement?.id ?? "";
    keepFocusInView(() => render(this.#sections(data), this.#element));
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  }

  get #data() {
    return isObject(this.#caseDocument.data) ? this.#caseDocument.data : {};
  }

  /** The problems that are shown; a gap is no problem until a person has been in its field. */
  get shownProblems() {
    return this.#located.map(({ problem }) => problem);
  }

  /** How many of the required fields are filled in; "" if all are, or if nothing was entered. */
  get progress() {
    if (!this.#caseDocument.isStarted) return "";
    const { filled, total } = progressOf(this.#schema, this.#caseDocument.data);
    return filled < total ? `${filled} of ${total} required fields filled in` : "";
  }

  /** Shows the gaps of all fields that there are now, as before the case is saved. */
  showGaps() {
    for (const id of this.openFields) this.#touched.add(id);
    this.draw();
  }

  /** @param {LocatedProblem} located */
  #isUntouchedGap({ path, problem }) {
    if (!isGap(problem)) return false;
    return !this.#touched.has(elementId(path)) && !this.#openedWith?.has(elementId(path));
  }

  /** @param {FocusEvent} event */
  #touch({ target }) {
    const { id } = /** @type {HTMLElement} */ (target);
    if (!id || this.#touched.has(id)) return;
    this.#touched.add(id);
    if (this.#gaps) this.#onTouch();
  }

  /** @param {JsonObject} data */
  #sections(data) {
    const nodes = [...this.#schema.fields];
    const isTechnical = (/** @type {[string, SchemaNode]} */ [name, one]) =>
      name.startsWith("$") || "const" in one.schema;
    const technical = nodes.filter(isTechnical);
    const publicFields = nodes.filter((each) => !isTechnical(each) && each[1].copies?.includes("public") !== false);
    const optional = publicFields.filter(([, one]) => one.kind === "object" && !one.required);
    const main = publicFields.filter((each) => !optional.includes(each));
    const parties = nodes.filter(([, { copies }]) => copies?.includes("parties") && !copies.includes("public"));
    const unprinted = nodes.filter(([, { copies }]) => copies?.length === 0);
    const root = elementId([]);
    return html`<section class="overview" aria-labelledby="problems">
        ${problemList(this.#located, this.progress, (path, problem) => this.#focusProblem(path, problem))}
      </section>
      <div class="fields" id=${root} role="group" tabindex="-1" aria-labelledby="form-title">
        ${messages(this.problemsAt([]), `${root}:messages`)} ${unknownKeys(this, this.#schema, data, [])} ${main.map(([name, one]) => editor(this, one, ownValue(data, name), [name]))}
      </div>
      ${optional.map((each) => collapsibleSection(this, each[1].title, [each], data))}
      ${collapsibleSection(this, "Only in the parties’ copy", parties, data)}
      ${collapsibleSection(this, "Not printed in any copy", unprinted, data)}
      ${collapsibleSection(this, "About the file", technical, data)}`;
  }

  /**
   * The problems of the value at a path.
   * @param {Path} path
   */
  problemsAt(path) {
    return this.#byField.at(path);
  }

  /**
   * The number of problems of the value at a path and of the values inside it.
   * @param {Path} path
   */
  problemCountWithin(path) {
    return this.#byField.countWithin(path);
  }

  /**
   * Sets a value to the text of its field. An empty optional field is removed from the case.
   * @param {Path} path
   * @param {SchemaNode} node
   * @param {string} text
   * @param {string} [kind] what is undone together
   */
  setText(path, node, text, kind) {
    this.set(path, text || node.required ? node.fromText(text) : undefined, { kind });
  }

  /**
   * @param {Path} path
   * @param {Json | undefined} value undefined removes the value at the path
   * @param {{ focus?: Path, kind?: string }} [options] the path that gets the focus; what is undone together
   */
  set(path, value, { focus, kind } = {}) {
    this.#caseDocument.change(withValueAt(this.#caseDocument.data, path, value, this.#schema), kind);
    if (focus) goToFirstField(elementId(focus));
  }

  /**
   * Sets a value that follows from the change before; both are undone together.
   * @param {Path} path
   * @param {Json} value
   */
  amend(path, value) {
    this.#caseDocument.amend(withValueAt(this.#caseDocument.data, path, value, this.#schema));
  }

  /**
   * Removes the value at a path; the message offers to undo that.
   * @param {Path} path
   * @param {string} name
   */
  remove(path, name) {
    const parent = path.slice(0, -1);
    const list = this.valueAt(parent);
    const emptied = Array.isArray(list) && list.length === 1 && !this.#isRequired(parent);
    this.set(emptied ? parent : path, undefined);
    const left = Array.isArray(list) ? list.length - 1 : 0;
    const next = Array.isArray(list) && left ? [...parent, Math.min(Number(path.at(-1)), left - 1)] : undefined;
    goTo(
      next ? elementId(next) : Array.isArray(list) ? `${elementId(parent)}:add` : elementId(path),
      elementId(parent),
    );
    const undo = () => {
      this.#caseDocument.undo();
      this.focus(path);
    };
    this.#onEdit(`${name} removed.`, undo);
  }

  /**
   * Moves an entry of a list.
   * @param {Path} path
   * @param {number} by
   */
  move(path, by) {
    const [parent, index] = [path.slice(0, -1), Number(path.at(-1))];
    const list = this.valueAt(parent);
    if (!Array.isArray(list) || !(index + by in list)) return;
    // the focus stays in the entry: at its button, or at its field if keys moved it
    const focused = document.activeElement?.id ?? "";
    const inner = focused.startsWith(elementId(path)) ? focused.slice(elementId(path).length) : "";
    this.set(parent, withEntryMoved(list, index, by));
    document.getElementById(`${elementId([...parent, index + by])}${inner}`)?.focus();
    this.#onEdit(`Moved to position ${index + by + 1} of ${list.length}.`);
  }

  /**
   * Adds a copy of an entry after it.
   * @param {Path} path
   */
  duplicate(path) {
    const [parent, index] = [path.slice(0, -1), Number(path.at(-1))];
    const list = this.valueAt(parent);
    if (!Array.isArray(list)) return;
    this.set(parent, list.toSpliced(index + 1, 0, read(write(list[index]))));
    goToFirstField(elementId([...parent, index + 1]));
    selectText(document.activeElement); // another service is typed over it
    this.#onEdit(`Copied to position ${index + 2} of ${list.length + 1}.`);
  }

  /** @param {Path} path */
  valueAt(path) {
    return valueAt(this.#caseDocument.data, path);
  }

  /**
   * Shows a message about a change.
   * @param {string} message
   */
  announce(message) {
    this.#onEdit(message);
  }

  /** @param {Path} path */
  focus(path) {
    goTo(elementId(path));
  }

  /**
   * @param {Path} path
   * @param {Problem} [problem]
   */
  #focusProblem(path, problem) {
    this.focus(path);
    const place = problem && placeInField(this.#caseDocument.text, problem);
    if (place !== undefined) selectCharacter(document.getElementById(elementId(path)), place);
  }

  /** @param {Path} path */
  #isRequired(path) {
    return path.reduce((/** @type {SchemaNode} */ node, step) => {
      return typeof step === "number" ? node.entry : (node.fields.get(step) ?? node);
    }, this.#schema).required;
  }
}
