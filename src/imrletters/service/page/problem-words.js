// Rewords the messages of the service, which are about a case file, in the words of the form.

import { COLUMNS } from "./document-columns.js";

/** @import { SchemaNode } from "./schema-node.js" */

/** What a message says of a case file, and what the same is on this page. @type {[RegExp, string][]} */
const REWORDED = [
  [
    /^got .*; expected a date, or a first_date with a last_date$/s,
    `needs a “${COLUMNS.date}” alone, or a “${COLUMNS.date}” with “${COLUMNS.last_date}”`,
  ],
  // the form shows such a value at its field
  [/^got \{.*; (?=expected )/s, "got fields; "],
  [/^got \[(?!\]; ).*; (?=expected )/s, "got a list; "],
  [/\bYYYY-MM-DD\b/g, "MM/DD/YYYY"],
  // a date of the case; what a field cannot read is shown as it is
  [/(?<!["\w-])(\d{4})-(\d{2})-(\d{2})(?!["\w-])/g, "$2/$3/$1"],
  [/^unknown key\b.*$/, "is not a field of this form; remove it"],
  [/^is missing; (?:every case needs it|it is required here)$/, "is missing"],
  [/^is empty; expected words$/, "is empty"],
  [/^got ""; expected (a date|a day)\b.*$/, "is missing; expected a date"],
  [/^got "";/, "is not chosen;"],
  [/^got null; expected a text in quotes$/, "is empty"],
  [/\ba text in quotes\b/g, "a text"],
  [/\bexpected an object\b/g, "expected fields"],
  [/\bexpected at least one entry\b/g, "expected at least one"],
  [/\bexpected a valid integer\b/, "expected a whole number"],
  [/\bexpected greater than or equal to (\d+)$/, "expected $1 or more"],
  [/\bthe request body\b/, "the case"],
  [/^got \[\]; /, "is empty; "],
];
const MEANT = /^unknown key; did you mean "(.+)"\?$/;
const FIELD_NAME = /\b[a-z]+(?:_[a-z]+)+\b|\bmtus\b|(?<=\bexpected (?:a citation or )?)text\b/g;

/**
 * The titles of the fields of a case by their names.
 * @param {SchemaNode} node of the case
 * @returns {Map<string, string>}
 */
export function fieldTitles(node) {
  const definitions = node.root.$defs ?? {};
  /** @type {{ properties?: { [name: string]: { title?: string, $ref?: string } } }[]} */
  const parts = [node.root, ...Object.values(definitions)];
  const fields = parts.flatMap((part) => Object.entries(part.properties ?? {}));
  const title = (/** @type {{ title?: string, $ref?: string }} */ field) =>
    field.title ?? definitions[field.$ref?.split("/").at(-1) ?? ""]?.title;
  return new Map(fields.map(([name, field]) => [name, title(field) ?? name]));
}

/**
 * The name of the field that a message about an unknown key proposes.
 * @param {string} message
 * @returns {string | undefined}
 */
export function meantField(message) {
  return MEANT.exec(message)?.[1];
}

/**
 * A message in the words of the form.
 * @param {string} message
 * @param {Map<string, string>} titles
 */
export function inFormWords(message, titles) {
  const meant = meantField(message);
  if (meant) return `is not a field of this form; did you mean “${titles.get(meant) ?? meant}”?`;
  const reworded = REWORDED.reduce((text, [file, form]) => text.replace(file, form), message);
  return reworded.replace(FIELD_NAME, (name) => (titles.has(name) ? `“${titles.get(name)}”` : name));
}
