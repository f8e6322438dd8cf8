// Which fields are shown: those that apply, and those that have a value, a problem or the focus.
import { elementId } from "./case-path.js";

/** @import { Path } from "./case-path.js" */
/** @import { Form } from "./form.js" */
/** @import { SchemaNode } from "./schema-node.js" */

/**
 * Whether a field is shown. What an edition does not print is shown, with its problem, until it is removed.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
export function isShown(form, node, path) {
  return form.choices.applies(node, path, form.valueAt([])) || !isUnused(form, path);
}

/**
 * Whether a field is evidence of a kind that a guideline line does not have; a button adds it.
 * @param {Form} form
 * @param {SchemaNode} node
 * @param {Path} path
 */
export function isUnusedEvidence(form, node, path) {
  return node.position.startsWith("Guideline.") && isUnused(form, path);
}

/**
 * @param {Form} form
 * @param {Path} path
 */
function isUnused(form, path) {
  const value = form.valueAt(path);
  const isEmpty = value === undefined || value === null || (Array.isArray(value) && !value.length);
  return isEmpty && !form.problemCountWithin(path) && document.activeElement?.id !== elementId(path);
}
