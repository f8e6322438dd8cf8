// Locates the form field of each problem, and shows the problems as a list and at their fields.
import { elementId, pointerSteps } from "./case-path.js";
import { isObject } from "./json.js";
import { fieldTitles, inFormWords, meantField } from "./problem-words.js";
import { html, nothing } from "./vendor/lit-html/lit-html.js";

/** @import { Problem } from "./api-client.js" */
/** @import { Path } from "./case-path.js" */
/** @import { Json } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */
/** @typedef {{ path: Path, label: string, text: string }} RelatedPlace */
/** @typedef {Problem & { meant?: string | undefined }} ShownProblem a problem in the words of the form; the field that is meant by a wrong name */
/** @typedef {{ path: Path, label: string, order: number[] }} Place of a field; `order` compares as the fields do in the form */
/** @typedef {Place & { problem: ShownProblem, related: RelatedPlace[] }} LocatedProblem */

const HEADER_GAPS = /^the header block has no ([\w, ]+); expected/;
const GAP = /^is (missing|empty|not chosen)\b|no words for missing evidence/;
const FINDING_LABELS = { error: "Finding", warning: "Warning", note: "Note" };

/**
 * The problems of a case file in the words of the form.
 * @param {Problem[]} problems
 * @param {SchemaNode} node of the case
 * @returns {ShownProblem[]}
 */
export function shownProblems(problems, node) {
  const titles = fieldTitles(node);
  return problems.flatMap(atMissingFields).map((problem) => ({
    ...problem,
    message: inFormWords(problem.message, titles),
    meant: meantField(problem.message),
  }));
}

/**
 * The problems with the paths and labels of their fields.
 * @param {ShownProblem[]} problems
 * @param {SchemaNode} node
 * @param {Json} data
 * @returns {LocatedProblem[]}
 */
export function locateProblems(problems, node, data) {
  const at = (/** @type {string} */ pointer) => locate(pointerSteps(pointer), node, data);
  return problems.map((problem) => ({
    ...at(problem.pointer),
    problem,
    related: (problem.related ?? []).map(({ pointer, text }) => ({ ...at(pointer), text })),
  }));
}

/**
 * The problem of a header block with gaps as one problem at each missing field.
 * @param {Problem} problem
 * @returns {Problem[]}
 */
function atMissingFields(problem) {
  const [, names] = HEADER_GAPS.exec(problem.message) ?? [];
  if (problem.pointer || !names) return [problem];
  const message = "is missing; the header block needs all seven of its fields, or none";
  return names.split(", ").map((name) => ({ ...problem, pointer: `/${name}`, message }));
}

/**
 * Whether a problem only states that something is not filled in yet.
 * @param {Problem} problem
 */
export function isGap({ message, code }) {
  return !code && GAP.test(message);
}

/**
 * The path and label of the field at a pointer, or of the nearest group around it.
 * @param {string[]} steps
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @returns {Place}
 */
function locate(steps, node, value) {
  /** @type {Path} */
  const path = [];
  const labels = [];
  const order = [];
  for (const step of steps) {
    if (value === undefined || !node.canShow(value)) break;
    if (Array.isArray(value)) {
      const index = Number(step);
      if (!(index < value.length)) break;
      node = node.entry;
      labels.push(`${node.entryTitle} ${index + 1}`);
      path.push(index);
      order.push(index);
      value = value[index];
    } else {
      const field = node.fields.get(step);
      const exists = isObject(value) && Object.hasOwn(value, step);
      if (!field && !exists) break;
      path.push(step);
      order.push([...node.fields.keys()].indexOf(step));
      value = isObject(value) && exists ? value[step] : undefined;
      labels.push(field?.title ?? step);
      if (!field) break;
      node = field;
    }
  }
  // the label of an entry makes the label of its list unnecessary
  const label = labels.filter((_, index) => typeof path[index + 1] !== "number").join(", ");
  return { path, label: label || "Case", order };
}

/**
 * "3 problems, 2 findings".
 * @param {Problem[]} problems
 */
export function countText(problems) {
  const findings = problems.filter((problem) => problem.code).length;
  const others = problems.length - findings;
  const parts = [others && plural(others, "problem"), findings && plural(findings, "finding")].filter(Boolean);
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
 * @param {LocatedProblem[]} all
 * @param {string} progress how many of the required fields are filled in; "" if all are
 * @param {(path: Path, problem?: Problem) => void} goTo
 */
export function problemList(all, progress, goTo) {
  const onClick =
    (/** @type {Path} */ path, /** @type {Problem | undefined} */ problem) => (/** @type {Event} */ event) => {
      event.preventDefault();
      goTo(path, problem);
    };
  const seeAlso = (/** @type {RelatedPlace} */ { path, label, text }) => html`
    <a class="related" href=${`#${elementId(path)}`} @click=${onClick(path, undefined)}>See ${label}${text ? `: “${text}”` : nothing}</a>`;
  const link = (/** @type {LocatedProblem} */ { path, label, problem, related }) => html`
    <li class=${problem.severity}>
      <a href=${`#${elementId(path)}`} @click=${onClick(path, problem)}
        ><span class="severity">${severityLabel(problem)}</span> <b>${label}:</b> ${problem.message}${code(problem)}</a
      >${related.map(seeAlso)}
    </li>`;
  return html`<h3 id="problems" tabindex="-1">${countText(all.map(({ problem }) => problem))}</h3>
    ${all.length ? html`<ul class="problems">${all.toSorted(byWeight).map(link)}</ul>` : nothing}
    ${progress ? html`<p class="gaps">${progress}</p>` : nothing}`;
}

/**
 * What prevents printing comes first, then the findings by their severity; of one severity, in the order of the form.
 * @param {LocatedProblem} one
 * @param {LocatedProblem} other
 */
function byWeight(one, other) {
  if (weight(one) !== weight(other)) return weight(one) - weight(other);
  const differing = one.order.findIndex((step, index) => step !== other.order[index]);
  // the problem of a group comes before those of its fields
  if (differing < 0) return one.order.length - other.order.length;
  return (one.order[differing] ?? -1) - (other.order[differing] ?? -1);
}

/** @param {LocatedProblem} located */
function weight({ problem }) {
  return problem.code ? Object.keys(FINDING_LABELS).indexOf(problem.severity) : -1;
}

/**
 * The messages at a field, for its aria-describedby.
 * @param {Problem[]} problems
 * @param {string} id
 */
export function messages(problems, id) {
  if (!problems.length) return nothing;
  const message = (/** @type {Problem} */ problem) => html`
    <li class=${problem.severity}><span class="severity">${severityLabel(problem)}:</span> ${problem.message}${code(problem)}</li>`;
  return html`<ul class="messages" id=${id}>${problems.map(message)}</ul>`;
}

/**
 * "Problem" if it prevents printing; a proofreading finding is labelled by its severity.
 * @param {Problem} problem
 */
function severityLabel(problem) {
  return problem.code ? FINDING_LABELS[problem.severity] : "Problem";
}

/** @param {Problem} problem */
function code(problem) {
  return problem.code ? html` <span class="code">${problem.code}</span>` : nothing;
}
