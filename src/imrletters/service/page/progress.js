// Counts how many of the required fields of a case are filled in.
import { isObject } from "./json.js";

/** @import { Json } from "./json.js" */
/** @import { SchemaNode } from "./schema-node.js" */
/** @typedef {{ filled: number, total: number }} Progress */

/**
 * The required fields of a value, and of the optional objects in it that a person added.
 * @param {SchemaNode} node
 * @param {Json | undefined} value
 * @returns {Progress}
 */
export function progressOf(node, value) {
  if (node.kind === "object") {
    const object = isObject(value) ? value : {};
    const header = headerFields(node).some((name) => isFilled(object[name])) ? headerFields(node) : [];
    const fields = [...node.fields].filter(([name, field]) => header.includes(name) || isCounted(field, object[name]));
    return sum(fields.map(([name, field]) => progressOf(field, object[name])));
  }
  if (node.kind !== "list") return { filled: Number(isFilled(value)), total: 1 };
  const entries = Array.isArray(value) && value.length ? value : [undefined];
  return sum(entries.map((entry) => progressOf(node.entry, entry)));
}

/**
 * The names of the fields of the header block, which needs all of them or none: of the case itself, those that are
 * optional and in every copy.
 * @param {SchemaNode} node
 */
function headerFields(node) {
  if (node.schema !== node.root && !("$defs" in node.schema)) return [];
  const isHeader = (/** @type {[string, SchemaNode]} */ [name, field]) =>
    !field.required &&
    field.copies?.includes("public") !== false &&
    !name.startsWith("$") &&
    !["object", "list"].includes(field.kind) &&
    !("const" in field.schema);
  return [...node.fields].filter(isHeader).map(([name]) => name);
}

/**
 * Whether the fields of a value are counted: of a list without entries, only if it needs one.
 * @param {SchemaNode} field
 * @param {Json | undefined} value
 */
function isCounted(field, value) {
  if (field.kind === "list") return Boolean(field.schema.minItems) || (Array.isArray(value) && value.length > 0);
  return field.required || (field.kind === "object" && isObject(value));
}

/** @param {Json | undefined} value */
function isFilled(value) {
  return typeof value === "string" ? value.trim() !== "" : value !== undefined && value !== null;
}

/** @param {Progress[]} parts */
function sum(parts) {
  const total = (/** @type {"filled" | "total"} */ name) => parts.reduce((all, part) => all + part[name], 0);
  return { filled: total("filled"), total: total("total") };
}
