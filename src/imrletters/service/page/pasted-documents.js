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
/** A number of a row, as the letter prints it. */
const ROW_NUMBER = /^\d{1,3}[.)]?$/;
/** Other numbers of pages stay as they are. */
const PAGE_COUNT = /^[1-9]\d{0,4}$/;
const PAGES = /[\s,;(]+([1-9]\d{0,4})\s*(?:pages?|pgs?\.?|pp\.?)\)?\.?$/i;
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
  const [first = [], ...others] = rows;
  if (!others.length || !areHeadings(first, kinds)) {
    const columns = columnsByContent(rows, kinds);
    return rows.map((row) => rowDocument(row, columns, kinds));
  }
  const columns = columnsByHeadings(first, others);
  return others.map((row) => rowDocument(row, columns, kinds));
}

/** @param {string} cell */
function columnNamed(cell) {
  return HEADINGS.find(([, words]) => words.test(cell))?.[0];
}

/**
 * Whether a row has headings, and nothing that only a document has.
 * @param {string[]} row
 * @param {string[]} kinds
 */
function areHeadings(row, kinds) {
  const isOfDocument = (/** @type {string} */ cell) => readRange(cell) || /^\d/.test(cell) || kindOf(cell, kinds);
  return row.filter(columnNamed).length > 1 && !row.some(isOfDocument);
}

/**
 * What each column contains: the first one with a heading; what would be lost is other text.
 * @param {string[]} headings
 * @param {string[][]} rows
 * @returns {Column[]}
 */
function columnsByHeadings(headings, rows) {
  /** @type {Column[]} */
  const found = [];
  for (const [index, heading] of headings.entries()) {
    const name = columnNamed(heading) ?? "other";
    const isLost = found.includes(name) || (name === "number" && !areRowNumbers(rows.map((row) => row[index] ?? "")));
    found.push(isLost ? "other" : name);
  }
  return found;
}

/**
 * Whether cells only count the rows; some of them may be empty.
 * @param {string[]} cells
 */
function areRowNumbers(cells) {
  const filled = cells.filter(Boolean);
  const first = Number.parseInt(filled[0] ?? "", 10);
  return filled.every((cell, index) => ROW_NUMBER.test(cell) && Number.parseInt(cell, 10) === first + index);
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
    // a single number without a mark may be something else
    const isMarked = filled.length > 1 || /[.)]$/.test(filled[0] ?? "");
    const candidates = /** @type {[Column, boolean][]} */ ([
      ["number", index === 0 && isMarked && areRowNumbers(cells)],
      ["date", all(readRange)],
      ["last_date", all(readDate)],
      ["pages", all((cell) => PAGE_COUNT.test(cell))],
      ["kind", all((cell) => kindOf(cell, kinds))],
      ["title", true],
      ["author", true],
    ]);
    const column = candidates.find(([name, fits]) => fits && !found.includes(name))?.[0];
    found.push(filled.length > 0 && column ? column : "other");
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
  const pages = PAGE_COUNT.test(cell("pages")) ? Number(cell("pages")) : cell("pages");
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
