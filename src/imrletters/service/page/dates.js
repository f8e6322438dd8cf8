// Reads dates as people write them, and shows them as the letter prints them. A date that could be another is not read.

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const FULL_MONTHS = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;
const YEAR_FIRST = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
/** In the United States, the month is first; 13/02/2016 is no date. */
const MONTH_FIRST = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const MONTH_NAME_FIRST = /^([a-z]{3,9})\.?\s*(\d{1,2})(?:st|nd|rd|th)?(?:\s*,\s*|\s+)(\d{4})$/i;
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?\s+([a-z]{3,9})\.?,?\s+(\d{4})$/i;

/**
 * The ISO form of a date; undefined for other text, for a day that does not exist, and for years of two digits.
 * @param {string} text
 */
export function readDate(text) {
  const typed = text.trim();
  let match = YEAR_FIRST.exec(typed);
  if (match) return isoDate(match[1], match[2], match[3]);
  match = MONTH_FIRST.exec(typed);
  if (match) return isoDate(match[4], match[1], match[3]);
  match = MONTH_NAME_FIRST.exec(typed);
  if (match) return isoDate(match[3], monthNumber(match[1]), match[2]);
  match = DAY_FIRST.exec(typed);
  return match ? isoDate(match[3], monthNumber(match[2]), match[1]) : undefined;
}

/**
 * A date in ISO form as the letter prints it, month/day/year; any other text unchanged.
 * @param {string} text
 */
export function shownDate(text) {
  const [, year, month, day] = ISO.exec(text) ?? [];
  return year && readDate(text) ? `${month}/${day}/${year}` : text;
}

/** @param {string | undefined} name */
function monthNumber(name = "") {
  const typed = name.toLowerCase().replace(/^sept$/, "sep");
  return Math.max(MONTHS.indexOf(typed), FULL_MONTHS.indexOf(typed)) + 1;
}

/**
 * @param {string | number | undefined} year
 * @param {string | number | undefined} month
 * @param {string | number | undefined} day
 */
function isoDate(year, month, day) {
  const iso = [String(year), String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-");
  const date = new Date(`${iso}T00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) && Number(year) > 0;
  return exists ? iso : undefined;
}
