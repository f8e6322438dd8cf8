// Finds for every problem the field of the form that it is about, and lists them all.
import { isObject } from "./json.js";
import { idOf, stepsOf } from "./place.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Json } from "./json.js" */
/** @import { Path } from "./place.js" */
/** @import { Problem } from "./server.js" */
/** @import { Shape } from "./shape.js" */
/** @typedef {{ path: Path, words: string, problem: Problem }} Placed */

const WORDS = { error: "Finding", warning: "Warning", note: "Note" };

/**
 * The problems with the places on the form that they are about: a field, or the nearest part around it.
 * @param {Problem[]} problems
 * @param {Shape} shape
 * @param {Json} value
 * @returns {Placed[]}
 */
export function placed(problems, shape, value) {
  return problems.map((problem) => ({ ...place(stepsOf(problem.pointer), shape, value), problem }));
}

/**
 * @param {string[]} steps
 * @param {Shape} shape
 * @param {Json | undefined} value
 * @returns {{ path: Path, words: string }}
 */
function place(steps, shape, value) {
  /** @type {Path} */
  const path = [];
  const words = [];
  for (const step of steps) {
    if (value === undefined || !shape.fits(value)) break;
    if (Array.isArray(value)) {
      const index = Number(step);
      if (!(index < value.length)) break;
      shape = shape.entries;
      words.push(`${shape.partTitle} ${index + 1}`);
      path.push(index);
      value = value[index];
    } else {
      const field = shape.fields.get(step);
      const present = isObject(value) && Object.hasOwn(value, step);
      if (!field && !present) break;
      path.push(step);
      value = isObject(value) && present ? value[step] : undefined;
      words.push(field?.title ?? step);
      if (!field) break;
      shape = field;
    }
  }
  // of a list and its entry the entry's words say enough
  return { path, words: words.filter((_, at) => typeof path[at + 1] !== "number").join(", ") || "The case" };
}

/**
 * "3 problems, 2 findings".
 * @param {Problem[]} problems
 */
export function counted(problems) {
  const findings = problems.filter((problem) => problem.code).length;
  const faults = problems.length - findings;
  const parts = [faults && plural(faults, "problem"), findings && plural(findings, "finding")].filter(Boolean);
  return parts.join(", ") || "No problems";
}

/**
 * @param {number} number
 * @param {string} word
 */
function plural(number, word) {
  return `${number} ${word}${number === 1 ? "" : "s"}`;
}

/**
 * The list of all problems, each a link to its field.
 * @param {Placed[]} all
 * @param {(path: Path) => void} goTo
 */
export function problemList(all, goTo) {
  const link = (/** @type {Placed} */ { path, words, problem }) => html`
    <li class=${problem.severity}>
      <a href=${`#${idOf(path)}`} @click=${follow(() => goTo(path))}
        ><span class="sort">${sort(problem)}</span> <b>${words}:</b> ${problem.message}${code(problem)}</a
      >
    </li>`;
  return html`<h3 id="problems" tabindex="-1">${counted(all.map(({ problem }) => problem))}</h3>
    ${all.length ? html`<ul class="problems">${all.map(link)}</ul>` : nothing}`;
}

/** @param {() => void} go */
function follow(go) {
  return (/** @type {Event} */ event) => {
    event.preventDefault();
    go();
  };
}

/**
 * The messages at a field; `id` is what the field is described by.
 * @param {Problem[]} problems
 * @param {string} id
 */
export function messages(problems, id) {
  if (!problems.length) return nothing;
  const message = (/** @type {Problem} */ problem) => html`
    <li class=${problem.severity}><span class="sort">${sort(problem)}:</span> ${problem.message}${code(problem)}</li>`;
  return html`<ul class="messages" id=${id}>${problems.map(message)}</ul>`;
}

/**
 * What refuses the letter is a problem; what proofreading finds goes by its severity.
 * @param {Problem} problem
 */
function sort(problem) {
  return problem.code ? WORDS[problem.severity] : "Problem";
}

/** @param {Problem} problem */
function code(problem) {
  return problem.code ? html` <span class="code">${problem.code}</span>` : nothing;
}
