// Reads the documents reviewed in pasted text: rows of a spreadsheet, or a list as the letter prints it.
import { readDate } from "./dates.js";
import { listItems, tableRows } from "./pasted-rows.js";

/** @import { Json, JsonObject } from "./json.js" */
/** @typedef {"number" | "kind" | "title" | "author" | "date" | "last_date" | "pages" | "other"} Column */

/** The headings of columns. @type {[Column, RegExp][]} */
const HEADINGS = [
  ["number", /^(no\.?|nr\.?|#|number)$/i],
  ["kind", /^(kind|type|category)( of document)?$/i],
  ["title", /^(titles?|documents?|descriptions?|names?|records?)$/i],
  ["author", /^(authors?|provider|physician|source|by)$/i],
  ["date", /^(date|date of service|dos|first date|from)$/i],
  ["last_date", /^(to|last date|through|until|end date)$/i],
  ["pages", /^(pages?|pp\.?|no\. of pages|page count)$/i],
];
const RANGE = /\s*(?:\bto\b|\bthrough\b|[-–—])\s*/gi;
const PAGES = /[\s,;(]+(\d+)\s*(?:pages?|pgs?\.?|pp\.?)\)?\.?$/i;
const DATE_FIRST = /^([^:–—]+?)\s*(?::|–|—|,| -)\s+(.+)$/;

/**
 * The documents in a pasted text; undefined if it has neither rows nor list items. No word of it is left out.
 * @param {string} text
 * @param {string[]} kinds of documents
 * @returns {JsonObject[] | undefined}
 */
export function documentsIn(text, kinds) {
  const items = listItems(text);
  if (items) return items.map((item) => itemDocument(item, kinds));
  const rows = tableRows(text);
  if (!rows?.length) return undefined;
  const headings = rows[0]?.map((cell) => HEADINGS.find(([, words]) => words.test(cell))?.[0]) ?? [];
  const hasHeadings = rows.length > 1 && headings.filter(Boolean).length > 1;
  const columns = hasHeadings ? headings.map((name) => name ?? "other") : columnsByContent(rows, kinds);
  return rows.slice(hasHeadings ? 1 : 0).map((row) => rowDocument(row, columns, kinds));
}

/**
 * What each column contains, where the rows have no headings.
 * @param {string[][]} rows
 * @param {string[]} kinds
 * @returns {Column[]}
 */
function columnsByContent(rows, kinds) {
  /** @type {Column[]} */
  const found = [];
  for (let index = 0; index < Math.max(...rows.map((row) => row.length)); index += 1) {
    const cells = rows.map((row) => row[index] ?? "");
    const filled = cells.filter(Boolean);
    const all = (/** @type {(cell: string) => unknown} */ fits) => filled.length > 0 && filled.every(fits);
    const first = Number.parseInt(cells[0] ?? "", 10);
    const candidates = /** @type {[Column, boolean][]} */ ([
      [
        "number",
        index === 0 &&
          rows.length > 1 &&
          cells.every((cell, row) => /^\d+[.)]?$/.test(cell) && Number.parseInt(cell, 10) === first + row),
      ],
      ["date", all(readRange)],
      ["last_date", all(readDate)],
      ["pages", all((cell) => /^\d+$/.test(cell))],
      ["kind", all((cell) => kindOf(cell, kinds))],
      ["title", true],
      ["author", true],
    ]);
    found.push(candidates.find(([name, fits]) => fits && !found.includes(name))?.[0] ?? "other");
  }
  return found;
}

/**
 * @param {string[]} row
 * @param {Column[]} columns
 * @param {string[]} kinds
 */
function rowDocument(row, columns, kinds) {
  const cell = (/** @type {Column} */ name) => row[columns.indexOf(name)] ?? "";
  const others = row.filter((_, index) => (columns[index] ?? "other") === "other");
  const title = [cell("title"), ...others].filter(Boolean).join(", ");
  const kind = kindOf(cell("kind"), kinds) ?? cell("kind");
  const pages = /^\d+$/.test(cell("pages")) ? Number(cell("pages")) : cell("pages");
  return documentOf({ kind, title, author: cell("author"), ...dates(cell("date"), cell("last_date")), pages });
}

/**
 * A line as the letter prints it: "Medical report: title, author, date, 4 pages". An author is not told from the title.
 * @param {string} item
 * @param {string[]} kinds
 */
function itemDocument(item, kinds) {
  const [, before = "", after = ""] = /^([^:]+):\s+(.+)$/.exec(item) ?? [];
  const kind = kindOf(before, kinds);
  let title = kind ? after : item;
  const pages = PAGES.exec(title);
  if (pages) title = title.slice(0, pages.index);
  const parts = title.split(/,\s+/);
  for (const count of [1, 2]) {
    const range = parts.length > count && readRange(parts.slice(-count).join(", ").replace(/\.$/, ""));
    if (range) {
      return documentOf({ kind, title: parts.slice(0, -count).join(", "), ...range, pages: pages && Number(pages[1]) });
    }
  }
  const [, start = "", rest = ""] = DATE_FIRST.exec(title) ?? [];
  const date = readDate(start);
  return documentOf({ kind, title: date ? rest : title, date, pages: pages && Number(pages[1]) });
}

/**
 * The document without what is empty; its title is never left out.
 * @param {Record<string, Json | undefined>} values
 * @returns {JsonObject}
 */
function documentOf({ kind, title, author, date, first_date, last_date, pages }) {
  const entries = Object.entries({ kind, title, author, date, first_date, last_date, pages });
  return /** @type {JsonObject} */ (Object.fromEntries(entries.filter(([name, value]) => value || name === "title")));
}

/**
 * @param {string} first
 * @param {string} last
 * @returns {Record<string, string>}
 */
function dates(first, last) {
  if (last) return { first_date: readDate(first) ?? first, last_date: readDate(last) ?? last };
  return readRange(first) ?? { date: first };
}

/**
 * A date, or the first and the last date of a range.
 * @param {string} text
 * @returns {Record<string, string> | undefined}
 */
function readRange(text) {
  const date = readDate(text);
  if (date) return { date };
  for (const { index, 0: separator } of text.matchAll(RANGE)) {
    const [first, last] = [readDate(text.slice(0, index)), readDate(text.slice(index + separator.length))];
    if (first && last) return { first_date: first, last_date: last };
  }
  return undefined;
}

/**
 * @param {string} text
 * @param {string[]} kinds
 */
function kindOf(text, kinds) {
  return kinds.find((kind) => kind.toLowerCase() === text.trim().toLowerCase());
}
