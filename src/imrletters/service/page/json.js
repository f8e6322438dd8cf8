// The text of a case file, read and written without losing anything: numbers keep their digits, keys their order.

/** @typedef {null | boolean | number | string | Json[] | { [key: string]: Json }} Json */
/** @typedef {{ [key: string]: Json }} JsonObject */

const STRING_AND_COLON = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * The value of a JSON text. Throws SyntaxError where it is none.
 * @param {string} text
 * @returns {Json}
 */
export function read(text) {
  return JSON.parse(text, (_, value, context) => {
    const isExact = typeof value !== "number" || !context || context.source === String(value);
    return isExact ? value : (JSON.rawJSON?.(context.source) ?? value);
  });
}

/**
 * The text of a case file.
 * @param {Json} value
 */
export function write(value) {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/**
 * Whether some object of a JSON text has a key twice, of which reading keeps one only.
 * @param {string} text
 */
export function hasRepeatedKeys(text) {
  const written = [...text.matchAll(STRING_AND_COLON)].filter((found) => found[1]).length;
  return written > keysIn(read(text));
}

/**
 * @param {Json} value
 * @returns {number}
 */
function keysIn(value) {
  const inner = isObject(value) || Array.isArray(value) ? Object.values(value) : [];
  return inner.reduce((/** @type {number} */ sum, one) => sum + keysIn(one), isObject(value) ? inner.length : 0);
}

/**
 * @param {unknown} value
 * @returns {value is number}
 */
export function isNumber(value) {
  return typeof value === "number" || (JSON.isRawJSON?.(value) ?? false);
}

/**
 * @param {unknown} value
 * @returns {value is JsonObject}
 */
export function isObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !isNumber(value);
}
