// Reads and writes the text of a case file without loss: numbers keep their digits, keys their order.

/** @typedef {null | boolean | number | string | Json[] | { [key: string]: Json }} Json */
/** @typedef {{ [key: string]: Json }} JsonObject */

const STRING_AND_COLON = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

/**
 * The value of a JSON text. Throws SyntaxError.
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
 * Whether an object of a JSON text repeats a key; reading the text keeps only the last value.
 * @param {string} text
 */
export function hasRepeatedKeys(text) {
  const written = [...text.matchAll(STRING_AND_COLON)].filter((match) => match[1]).length;
  return written > keyCount(read(text));
}

/**
 * @param {Json} value
 * @returns {number}
 */
function keyCount(value) {
  const inner = isObject(value) || Array.isArray(value) ? Object.values(value) : [];
  return inner.reduce((/** @type {number} */ sum, one) => sum + keyCount(one), isObject(value) ? inner.length : 0);
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
