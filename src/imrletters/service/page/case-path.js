// Paths of keys and indexes into a case, from JSON pointers and as element ids.

/** @typedef {(string | number)[]} Path */

/**
 * The steps of a JSON pointer (RFC 6901).
 * @param {string} pointer
 * @returns {string[]}
 */
export function pointerSteps(pointer) {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * The id of the element that edits the value at a path.
 * @param {Path} path
 */
export function elementId(path) {
  return ["case", ...path.map((step) => encodeURIComponent(step))].join("/");
}
