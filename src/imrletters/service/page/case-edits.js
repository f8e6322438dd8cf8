// Changes of case data. Each returns new data; unchanged objects stay the same, and changed ones keep their keys.
import { isObject } from "./json.js";

/** @import { Path } from "./case-path.js" */
/** @import { Json, JsonObject } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */

/** @type {WeakMap<object, number>} */
const keys = new WeakMap();
let lastKey = 0;

/**
 * The key that identifies an entry of a list while it is changed and moved.
 * @param {Json} value
 * @param {number} index the key of a value that is not an object
 * @returns {number | string}
 */
export function entryKey(value, index) {
  if (!isObject(value)) return `at ${index}`;
  if (!keys.has(value)) keys.set(value, ++lastKey);
  return /** @type {number} */ (keys.get(value));
}

/**
 * The data with `value` at a path; undefined removes the value there.
 * @param {Json} data
 * @param {Path} path
 * @param {Json | undefined} value
 * @param {SchemaNode} node of the data; it defines the place of a new key
 * @returns {Json}
 */
export function withValueAt(data, path, value, node) {
  const [step, ...rest] = path;
  if (step === undefined) return /** @type {Json} */ (value);
  if (node.kind === "list") {
    const list = Array.isArray(data) ? data : [];
    const index = Number(step);
    const inner = rest.length ? withValueAt(list[index] ?? null, rest, value, node.entry) : value;
    return list.toSpliced(index, 1, ...(inner === undefined ? [] : [inner]));
  }
  const object = isObject(data) ? data : {};
  const name = String(step);
  const field = node.fields.get(name);
  const current = Object.hasOwn(object, name) ? (object[name] ?? null) : null;
  const inner = rest.length && field ? withValueAt(current, rest, value, field) : value;
  return copyOf(object, withProperty(Object.entries(object), name, inner, [...node.fields.keys()]));
}

/**
 * A list with one entry moved by `by` positions.
 * @param {Json[]} list
 * @param {number} index
 * @param {number} by
 */
export function withEntryMoved(list, index, by) {
  const without = list.toSpliced(index, 1);
  return without.toSpliced(index + by, 0, ...list.slice(index, index + 1));
}

/**
 * The properties of an object with one set or removed. A new key follows the keys that precede it in the schema.
 * @param {[string, Json][]} properties
 * @param {string} name
 * @param {Json | undefined} value
 * @param {string[]} order
 */
function withProperty(properties, name, value, order) {
  const current = properties.findIndex(([key]) => key === name);
  if (value === undefined) return properties.filter(([key]) => key !== name);
  if (current >= 0) return properties.with(current, [name, value]);
  const preceding = new Set(order.slice(0, order.indexOf(name)));
  const last = properties.findLastIndex(([key]) => preceding.has(key));
  return properties.toSpliced(last + 1, 0, [name, value]);
}

/**
 * @param {JsonObject} object
 * @param {[string, Json][]} properties
 */
function copyOf(object, properties) {
  const copy = Object.fromEntries(properties);
  keys.set(copy, /** @type {number} */ (entryKey(object, 0)));
  return copy;
}
