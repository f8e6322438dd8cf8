// Changes to a case, each giving a new case: what did not change stays the same object, and parts keep their keys.
import { isObject } from "./json.js";

/** @import { Json, JsonObject } from "./json.js" */
/** @import { Path } from "./place.js" */
/** @import { Shape } from "./shape.js" */

/** @type {WeakMap<object, number>} */
const keys = new WeakMap();
let lastKey = 0;

/**
 * By what a part is known while it is changed and moved.
 * @param {Json} value
 * @param {number} index by which it is known where it is no part
 * @returns {number | string}
 */
export function keyOf(value, index) {
  if (!isObject(value)) return `at ${index}`;
  if (!keys.has(value)) keys.set(value, ++lastKey);
  return /** @type {number} */ (keys.get(value));
}

/**
 * The case with `value` at a path; undefined removes what is there.
 * @param {Json} whole
 * @param {Path} path
 * @param {Json | undefined} value
 * @param {Shape} shape of the whole, which says where a new key belongs
 * @returns {Json}
 */
export function put(whole, path, value, shape) {
  const [step, ...rest] = path;
  if (step === undefined) return /** @type {Json} */ (value);
  if (shape.kind === "list") {
    const list = Array.isArray(whole) ? whole : [];
    const index = Number(step);
    const inner = rest.length ? put(list[index] ?? null, rest, value, shape.entries) : value;
    return list.toSpliced(index, 1, ...(inner === undefined ? [] : [inner]));
  }
  const part = isObject(whole) ? whole : {};
  const name = String(step);
  const field = shape.fields.get(name);
  const present = Object.hasOwn(part, name) ? (part[name] ?? null) : null;
  const inner = rest.length && field ? put(present, rest, value, field) : value;
  return copied(part, withEntry(Object.entries(part), name, inner, [...shape.fields.keys()]));
}

/**
 * The case with the entry of a list at `path` moved by `by` places.
 * @param {Json[]} list
 * @param {number} index
 * @param {number} by
 */
export function moved(list, index, by) {
  const without = list.toSpliced(index, 1);
  return without.toSpliced(index + by, 0, ...list.slice(index, index + 1));
}

/**
 * The entries of a part with one set or removed. A new key goes after those that the schema has before it.
 * @param {[string, Json][]} entries
 * @param {string} name
 * @param {Json | undefined} value
 * @param {string[]} order
 */
function withEntry(entries, name, value, order) {
  const present = entries.findIndex(([key]) => key === name);
  if (value === undefined) return entries.filter(([key]) => key !== name);
  if (present >= 0) return entries.with(present, [name, value]);
  const before = new Set(order.slice(0, order.indexOf(name)));
  const last = entries.findLastIndex(([key]) => before.has(key));
  return entries.toSpliced(last + 1, 0, [name, value]);
}

/**
 * @param {JsonObject} part
 * @param {[string, Json][]} entries
 */
function copied(part, entries) {
  const copy = Object.fromEntries(entries);
  keys.set(copy, /** @type {number} */ (keyOf(part, 0)));
  return copy;
}
