// Reads the rows of pasted text: cells of a spreadsheet, or the items of a numbered or bulleted list.

/** One cell and what follows it; a cell with line breaks is in quotation marks. */
const CELL = /(?:"((?:[^"]|"")*)"|([^\t\n]*))(\t|\n|$)/y;
/** A number or a bullet before an item. */
const MARKER = /^\s*(?:\(?\d{1,3}[.)]|[-–—*•·▪◦‣●\uf0b7])\s+/;

/**
 * The cells of each row; undefined if the text is not from a spreadsheet.
 * @param {string} text
 * @returns {string[][] | undefined}
 */
export function tableRows(text) {
  const source = withoutReturns(text).replace(/\n+$/, "");
  if (!source.includes("\t")) return undefined;
  /** @type {string[][]} */
  const rows = [[]];
  CELL.lastIndex = 0;
  while (true) {
    const [, quoted, plain = "", end] = /** @type {RegExpExecArray} */ (CELL.exec(source));
    const cell = quoted === undefined ? plain : quoted.replaceAll('""', '"');
    rows.at(-1)?.push(cell.replace(/\s*\n\s*/g, " ").trim());
    if (!end) break;
    if (end === "\n") rows.push([]);
  }
  return rows.filter((row) => row.some(Boolean));
}

/**
 * The items of a list, without their numbers or bullets; undefined if the text is not a list. A single item is a list
 * if a tab follows its mark, as in Word: "1. " can begin any text.
 * @param {string} text
 * @returns {string[] | undefined}
 */
export function listItems(text) {
  const lines = withoutReturns(text)
    .split("\n")
    .filter((line) => line.trim());
  if (!lines[0] || !MARKER.test(lines[0])) return undefined;
  /** @type {string[]} */
  const items = [];
  for (const line of lines) {
    if (MARKER.test(line)) items.push(line.replace(MARKER, "").trim());
    // a line without a mark continues the item before it
    else items.push(`${items.pop()} ${line.trim()}`);
  }
  const isList = items.length > 1 || /^\s*\S+\t/.test(lines[0]);
  // a spreadsheet can have numbered rows
  return isList && !items.some((item) => item.includes("\t")) ? items : undefined;
}

/** @param {string} text */
function withoutReturns(text) {
  return text.replace(/\r\n?|\v/g, "\n");
}
