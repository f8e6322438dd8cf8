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
 * The JSON pointer of the value that an element of the form edits; undefined for other elements.
 * @param {string} id
 */
export function pointerOf(id) {
  const [first, ...steps] = (id.split(":")[0] ?? "").split("/");
  if (first !== "case") return undefined;
  const escaped = steps.map((step) => decodeURIComponent(step).replaceAll("~", "~0").replaceAll("/", "~1"));
  return escaped.map((step) => `/${step}`).join("");
}

/**
 * The id of the element that edits the value at a path.
 * @param {Path} path
 */
export function elementId(path) {
  return ["case", ...path.map((step) => encodeURIComponent(step))].join("/");
}

/**
 * The value at a path; undefined if there is none.
 * @param {any} data
 * @param {Path} path
 * @returns {any}
 */
export function valueAt(data, path) {
  return path.reduce((value, step) => value?.[step], data);
}
