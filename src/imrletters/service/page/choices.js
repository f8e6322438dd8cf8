// The known values of fields: what is offered while one types, which values are unknown, and which fields apply.
import { valueAt } from "./case-path.js";

/** @import { Path } from "./case-path.js" */
/** @import { Json } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */
/**
 * @typedef {object} KnownValues
 * @property {{ name: string, cites: Record<string, string> }[]} editions
 * @property {{ titles: string[], sections: string[] }[]} guidelines
 * @property {string[]} specialties
 * @property {string[]} states
 */

/** Without the answer of the server every field takes free text. @type {KnownValues} */
export const NOTHING_KNOWN = { editions: [], guidelines: [], specialties: [], states: [] };
const PLACES = ["sections", "pages"];
const UNKNOWN = "is not in the list; the letter prints it as it is here. Check its spelling.";

export class Choices {
  #editions;
  #guidelines;
  /** The values by the position of the field in the schema. @type {Map<string, string[]>} */
  #values;

  /** @param {KnownValues} known */
  constructor({ editions, guidelines, specialties, states }) {
    this.#editions = editions;
    this.#guidelines = guidelines;
    this.#values = new Map([
      [".edition", editions.map(({ name }) => name)],
      ["ExpertReviewer.licensure_states", states],
      ["ExpertReviewer.specialties", specialties],
      ["Citation.title", [...new Set(guidelines.flatMap(({ titles }) => titles))]],
    ]);
  }

  /**
   * The values that are offered in a field; undefined if it has no list.
   * @param {SchemaNode} node
   * @param {Path} path
   * @param {Json} data of the case
   */
  offered(node, path, data) {
    if (node.position !== "Citation.sections" || node.kind === "list") return this.#values.get(node.position);
    const title = valueAt(data, [...path.slice(0, -2), "title"]);
    const cited = this.#guidelines.find(({ titles }) => titles.includes(title));
    return cited?.sections ?? [...new Set(this.#guidelines.flatMap(({ sections }) => sections))].sort();
  }

  /**
   * A warning that a value is not in the list of its field; "" if it is, or if it may become so while it is typed.
   * Unknown editions and titles are found by the server.
   * @param {SchemaNode} node
   * @param {Path} path
   * @param {Json} data of the case
   * @param {boolean} isTyping
   */
  warning(node, path, data, isTyping) {
    const text = valueAt(data, path);
    if (typeof text !== "string" || !text.trim() || [".edition", "Citation.title"].includes(node.position)) return "";
    const known = this.offered(node, path, data);
    if (!known?.length || known.includes(text.trim())) return "";
    const typed = text.trim().toLowerCase();
    return isTyping && known.some((one) => one.toLowerCase().includes(typed)) ? "" : `“${text.trim()}” ${UNKNOWN}`;
  }

  /**
   * Whether a field can be filled in: its edition prints it, and nothing that is filled in excludes it.
   * @param {SchemaNode} node
   * @param {Path} path
   * @param {Json} data of the case
   */
  applies(node, path, data) {
    const name = String(path.at(-1));
    const siblings = valueAt(data, path.slice(0, -1)) ?? {};
    if (node.position === "Guideline.text") return !siblings.mtus?.length && !siblings.non_mtus?.length;
    if (["Guideline.mtus", "Guideline.non_mtus"].includes(node.position)) return siblings.text === undefined;
    if (!node.position.startsWith("Citation.") || !PLACES.includes(name)) return true;
    const edition = this.#editions.find((one) => one.name === valueAt(data, ["edition"]));
    const line = String(path.at(-4));
    return (edition?.cites[line] ?? name) === name;
  }
}
