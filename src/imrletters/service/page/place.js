// Where something stands in a case: a path of keys and numbers, as JSON pointers and as the ids of elements.

/** @typedef {(string | number)[]} Path */

/**
 * The steps of an RFC 6901 JSON pointer.
 * @param {string} pointer
 * @returns {string[]}
 */
export function stepsOf(pointer) {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/**
 * The id of the element in which the value at a path is edited.
 * @param {Path} path
 */
export function idOf(path) {
  return ["case", ...path.map((step) => encodeURIComponent(step))].join("/");
}
