// The form that edits the case: draws it from the schema, applies what is typed, and keeps the focus.
import { withEntryMoved, withValueAt } from "./case-edits.js";
import { elementId } from "./case-path.js";
import { goTo, goToFirstField } from "./focus.js";
import { collapsibleSection, editor, ownValue, unknownKeys } from "./groups.js";
import { isObject, read, write } from "./json.js";
import { placeInField, selectCharacter } from "./problem-place.js";
import { isGap, locateProblems, messages, problemList } from "./problems.js";
import { html, render } from "./vendor/lit-html/lit-html.js";

/** @import { Problem } from "./api-client.js" */
/** @import { CaseDocument } from "./case-document.js" */
/** @import { Path } from "./case-path.js" */
/** @import { Json, JsonObject } from "./json.js" */
/** @import { LocatedProblem } from "./problems.js" */
/** @import { SchemaNode } from "./schema-node.js" */

const EVERY_FIELD = "*";

export class Form {
  /** @type {LocatedProblem[]} */
  #located = [];
  /** @type {Problem[]} */
  #problems = [];
  #gaps = 0;
  /** The ids of the fields of a new case that a person has been in. @type {Set<string>} */
  #touched = new Set();
  #element;
  #caseDocument;
  #schema;
  #suggestions;
  #onEdit;
  #onTouch;

  /**
   * @param {HTMLElement} element
   * @param {CaseDocument} caseDocument
   * @param {SchemaNode} schema of the case
   * @param {Map<string, string[]>} suggestions for fields, by their position in the schema
   * @param {(message: string, undo?: () => void) => void} onEdit is called after an entry was moved or removed
   * @param {() => void} onTouch is called after a person left a field for the first time
   */
  constructor(element, caseDocument, schema, suggestions, onEdit, onTouch) {
    this.#onTouch = onTouch;
    this.#element = element;
    this.#caseDocument = caseDocument;
    this.#schema = schema;
    this.#suggestions = suggestions;
    this.#onEdit = onEdit;
    let file = caseDocument.file;
    caseDocument.addEventListener("change", () => {
      if (file !== caseDocument.file) this.#touched.clear();
      file = caseDocument.file;
      this.draw();
    });
    element.addEventListener("focusout", (event) => this.#touch(event));
    this.draw();
  }

  /** @param {Problem[]} problems */
  showProblems(problems) {
    this.#problems = problems;
    this.draw();
  }

  draw() {
    const data = isObject(this.#caseDocument.data) ? this.#caseDocument.data : {};
    const located = locateProblems(this.#problems, this.#schema, data);
    this.#located = located.filter((one) => !this.#isUntouchedGap(one));
    this.#gaps = located.length - this.#located.length;
    const focused = document.activeElement?.id ?? "";
    render(this.#sections(data), this.#element);
    if (focused && document.activeElement === document.body) document.getElementById(focused)?.focus();
  }

  /** The problems that are shown; a gap is no problem until a person has been in its field. */
  get shownProblems() {
    return this.#located.map(({ problem }) => problem);
  }

  /** Shows the gaps of all fields, as before the case is saved. */
  showGaps() {
    this.#touched.add(EVERY_FIELD);
    this.draw();
  }

  /** @param {LocatedProblem} located */
  #isUntouchedGap({ path, problem }) {
    if (!this.#caseDocument.file.isNew || this.#touched.has(EVERY_FIELD) || !isGap(problem)) return false;
    return !this.#touched.has(elementId(path));
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
        ${problemList(this.#located, this.#gaps, (path, problem) => this.#focusProblem(path, problem))}
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
    const id = elementId(path);
    return this.#located.filter((one) => elementId(one.path) === id).map((one) => one.problem);
  }

  /**
   * The number of problems of the value at a path and of the values inside it.
   * @param {Path} path
   */
  problemCountWithin(path) {
    return this.#located.filter((one) => path.every((step, index) => one.path[index] === step)).length;
  }

  /** @param {SchemaNode} node */
  suggestionsFor(node) {
    return this.#suggestions.get(node.position);
  }

  /**
   * Sets a value to the text of its field. An empty optional field is removed from the case.
   * @param {Path} path
   * @param {SchemaNode} node
   * @param {string} text
   */
  setText(path, node, text) {
    this.set(path, text || node.required ? node.fromText(text) : undefined, { kind: `typing at ${elementId(path)}` });
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
   * Removes the value at a path; the message offers to undo that.
   * @param {Path} path
   * @param {string} name
   */
  remove(path, name) {
    const parent = path.slice(0, -1);
    const list = this.#at(parent);
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
    const list = this.#at(parent);
    if (!Array.isArray(list)) return;
    if (!(index + by in list)) return;
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
    const list = this.#at(parent);
    if (!Array.isArray(list)) return;
    this.set(parent, list.toSpliced(index + 1, 0, read(write(list[index]))));
    goToFirstField(elementId([...parent, index + 1]));
    this.#onEdit(`Copied to position ${index + 2} of ${list.length + 1}.`);
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
  #at(path) {
    return path.reduce((/** @type {any} */ value, step) => value?.[step], this.#caseDocument.data);
  }

  /** @param {Path} path */
  #isRequired(path) {
    return path.reduce((/** @type {SchemaNode} */ node, step) => {
      return typeof step === "number" ? node.entry : (node.fields.get(step) ?? node);
    }, this.#schema).required;
  }
}
