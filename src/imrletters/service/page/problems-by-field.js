// Finds the problems of a field, and counts those of a group, without a search in all problems for each of them.
import { elementId } from "./case-path.js";

/** @import { Path } from "./case-path.js" */
/** @import { LocatedProblem, ShownProblem } from "./problems.js" */

export class ProblemsByField {
  /** @type {Map<string, ShownProblem[]>} */
  #at = new Map();
  /** @type {Map<string, number>} */
  #counts = new Map();

  /** @param {LocatedProblem[]} located */
  constructor(located) {
    for (const { path, problem } of located) {
      const id = elementId(path);
      this.#at.set(id, [...(this.#at.get(id) ?? []), problem]);
      for (let length = 0; length <= path.length; length++) {
        const around = elementId(path.slice(0, length));
        this.#counts.set(around, (this.#counts.get(around) ?? 0) + 1);
      }
    }
  }

  /**
   * The problems of the value at a path.
   * @param {Path} path
   */
  at(path) {
    return this.#at.get(elementId(path)) ?? [];
  }

  /**
   * The number of problems of the value at a path and of the values inside it.
   * @param {Path} path
   */
  countWithin(path) {
    return this.#counts.get(elementId(path)) ?? 0;
  }
}
