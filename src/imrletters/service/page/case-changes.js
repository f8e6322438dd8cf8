// Finds where two states of a case differ, so that undo shows it and the form draws no more than that.
import { isObject } from "./json.js";

/** @import { Path } from "./case-path.js" */
/** @import { Json } from "./json.js" */

/**
 * The path to the only difference of two values, or to the innermost value that contains all of them.
 * @param {Json | undefined} before
 * @param {Json | undefined} after
 * @returns {Path}
 */
export function changedPath(before, after) {
  if (Array.isArray(before) && Array.isArray(after)) {
    const steps = [...Array(Math.max(before.length, after.length)).keys()].filter(
      (step) => before[step] !== after[step],
    );
    const [first] = steps;
    if (first === undefined || (before.length === after.length && steps.length > 1)) return [];
    if (before.length === after.length) return [first, ...changedPath(before[first], after[first])];
    return [Math.min(first, Math.max(after.length - 1, 0))];
  }
  if (!isObject(before) || !isObject(after)) return [];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const changed = names.filter((name) => before[name] !== after[name]);
  const [name] = changed;
  return name === undefined || changed.length > 1 ? [] : [name, ...changedPath(before[name], after[name])];
}

/**
 * The end of the part of a text that differs from another one.
 * @param {string} before
 * @param {string} after
 */
export function changedEnd(before, after) {
  let same = 0;
  const most = Math.min(before.length, after.length);
  while (same < most && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return after.length - same;
}
