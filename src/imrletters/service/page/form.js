// The case as a form made from the schema: draws it, takes what is typed, and keeps the focus where it belongs.
import { moved, put } from "./edit.js";
import { goTo } from "./focus.js";
import { apart, own, unknown, value } from "./groups.js";
import { isObject } from "./json.js";
import { idOf } from "./place.js";
import { messages, placed, problemList } from "./problems.js";
import { html, render } from "./vendor/lit-html/lit-html.js";

/** @import { Desk } from "./desk.js" */
/** @import { Json, JsonObject } from "./json.js" */
/** @import { Path } from "./place.js" */
/** @import { Problem } from "./server.js" */
/** @import { Shape } from "./shape.js" */
/** @import { Placed } from "./problems.js" */

export class Form {
  /** @type {Placed[]} */
  #placed = [];
  /** @type {Problem[]} */
  #problems = [];
  #element;
  #desk;
  #shape;
  #completions;
  #told;

  /**
   * @param {HTMLElement} element
   * @param {Desk} desk
   * @param {Shape} shape of the whole case
   * @param {Map<string, string[]>} completions for fields, by their position in the schema
   * @param {(words: string, undo?: () => void) => void} told takes what a person should hear of
   */
  constructor(element, desk, shape, completions, told) {
    this.#element = element;
    this.#desk = desk;
    this.#shape = shape;
    this.#completions = completions;
    this.#told = told;
    desk.addEventListener("change", () => this.draw());
    this.draw();
  }

  /** @param {Problem[]} problems */
  show(problems) {
    this.#problems = problems;
    this.draw();
  }

  draw() {
    const whole = isObject(this.#desk.case) ? this.#desk.case : {};
    this.#placed = placed(this.#problems, this.#shape, whole);
    const held = document.activeElement?.id ?? "";
    render(this.#sections(whole), this.#element);
    if (held && document.activeElement === document.body) document.getElementById(held)?.focus();
  }

  /** @param {JsonObject} whole */
  #sections(whole) {
    const shapes = [...this.#shape.fields];
    const isTechnical = (/** @type {[string, Shape]} */ [name, one]) => name.startsWith("$") || "const" in one.schema;
    const technical = shapes.filter(isTechnical);
    const printed = shapes.filter((each) => !isTechnical(each) && each[1].copies?.includes("public") !== false);
    const optional = printed.filter(([, one]) => one.kind === "part" && !one.required);
    const main = printed.filter((each) => !optional.includes(each));
    const parties = shapes.filter(([, { copies }]) => copies?.includes("parties") && !copies.includes("public"));
    const never = shapes.filter(([, { copies }]) => copies?.length === 0);
    const root = idOf([]);
    return html`<section class="overview" aria-labelledby="problems">
        ${problemList(this.#placed, (path) => this.focus(path))}
      </section>
      <div class="fields" id=${root} role="group" tabindex="-1" aria-labelledby="form-title">
        ${messages(this.problemsAt([]), `${root}:messages`)} ${unknown(this, this.#shape, whole, [])} ${main.map(([name, one]) => value(this, one, own(whole, name), [name]))}
      </div>
      ${optional.map((each) => apart(this, each[1].title, [each], whole))}
      ${apart(this, "Only in the parties’ copy", parties, whole)} ${apart(this, "In no copy", never, whole)}
      ${apart(this, "About the file", technical, whole)}`;
  }

  /**
   * The problems about what stands at a path.
   * @param {Path} path
   */
  problemsAt(path) {
    const id = idOf(path);
    return this.#placed.filter((one) => idOf(one.path) === id).map((one) => one.problem);
  }

  /**
   * The number of problems about what stands at a path or within it.
   * @param {Path} path
   */
  problemsWithin(path) {
    return this.#placed.filter((one) => path.every((step, at) => one.path[at] === step)).length;
  }

  /** @param {Shape} shape */
  completions(shape) {
    return this.#completions.get(shape.position);
  }

  /**
   * Takes a text as it is being typed. An optional field that is empty is left out of the case.
   * @param {Path} path
   * @param {Shape} shape
   * @param {string} text
   */
  write(path, shape, text) {
    this.set(path, text || shape.required ? shape.meant(text) : undefined);
  }

  /**
   * @param {Path} path
   * @param {Json | undefined} value undefined removes what is there
   * @param {Path} [focus] where to go on
   */
  set(path, value, focus) {
    this.#desk.change(put(this.#desk.case, path, value, this.#shape));
    if (focus) this.focus(focus);
  }

  /**
   * Removes what stands at a path, and offers to bring it back.
   * @param {Path} path
   * @param {string} name
   */
  remove(path, name) {
    const before = this.#desk.case;
    const parent = path.slice(0, -1);
    const list = this.#at(parent);
    const emptied = Array.isArray(list) && list.length === 1 && !this.#isRequired(parent);
    this.set(emptied ? parent : path, undefined);
    const left = Array.isArray(list) ? list.length - 1 : 0;
    const next = Array.isArray(list) && left ? [...parent, Math.min(Number(path.at(-1)), left - 1)] : undefined;
    goTo(next ? idOf(next) : Array.isArray(list) ? `${idOf(parent)}:add` : idOf(path), idOf(parent));
    const undo = () => {
      this.#desk.change(before);
      this.focus(path);
    };
    this.#told(`${name} removed.`, undo);
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
    this.set(parent, moved(list, index, by));
    document.getElementById(`${idOf([...parent, index + by])}:${by < 0 ? "up" : "down"}`)?.focus();
    this.#told(`Moved to place ${index + by + 1} of ${list.length}.`);
  }

  /** @param {Path} path */
  focus(path) {
    goTo(idOf(path));
  }

  /** @param {Path} path */
  #at(path) {
    return path.reduce((/** @type {any} */ value, step) => value?.[step], this.#desk.case);
  }

  /** @param {Path} path */
  #isRequired(path) {
    return path.reduce((/** @type {Shape} */ shape, step) => {
      return typeof step === "number" ? shape.entries : (shape.fields.get(step) ?? shape);
    }, this.#shape).required;
  }
}
