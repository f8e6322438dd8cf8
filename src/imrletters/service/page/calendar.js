// A calendar in which a day is chosen by keyboard or mouse.
import { readDate } from "./dates.js";
import { html, render } from "./vendor/lit-html/lit-html.js";

const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("calendar-dialog"));
const content = /** @type {HTMLElement} */ (document.getElementById("calendar-content"));
const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const DAYS_OF_KEYS = /** @type {Record<string, number>} */ ({
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -7,
  ArrowDown: 7,
});
/** The day with the focus, at midnight UTC. */
let day = new Date(0);
let chosen = "";

/**
 * The day that a person chooses, in ISO form; "" for none.
 * @param {string} text the date in the field
 * @param {string} title of the field
 * @returns {Promise<string>}
 */
export function chosenDay(text, title) {
  const now = new Date();
  const today = new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()));
  const iso = readDate(text);
  day = iso ? new Date(`${iso}T00:00Z`) : today;
  chosen = "";
  /** @type {HTMLElement} */ (document.getElementById("calendar-title")).textContent = title;
  draw();
  dialog.showModal();
  focusDay();
  return new Promise((resolve) => dialog.addEventListener("close", () => resolve(chosen), { once: true }));
}

/** @param {Date} date */
function isoOf(date) {
  return date.toISOString().slice(0, 10);
}

/**
 * A day in another month, or its last day if that month is shorter.
 * @param {Date} date
 * @param {number} months
 */
function withMonthsAdded(date, months) {
  const target = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1));
  const last = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(date.getUTCDate(), last));
  return target;
}

/**
 * @param {Date} date
 * @param {number} days
 */
function withDaysAdded(date, days) {
  return new Date(date.getTime() + days * 24 * 3600 * 1000);
}

/** @param {Date} date */
function moveTo(date) {
  if (date.getUTCFullYear() < 1 || date.getUTCFullYear() > 9999) return;
  day = date;
  draw();
}

/** @param {KeyboardEvent} event */
function onKeyDown(event) {
  const months = (event.shiftKey ? 12 : 1) * (event.key === "PageUp" ? -1 : 1);
  const days = DAYS_OF_KEYS[event.key];
  if (days) moveTo(withDaysAdded(day, days));
  else if (event.key === "PageUp" || event.key === "PageDown") moveTo(withMonthsAdded(day, months));
  else if (event.key === "Home") moveTo(withDaysAdded(day, -day.getUTCDay()));
  else if (event.key === "End") moveTo(withDaysAdded(day, 6 - day.getUTCDay()));
  else return;
  event.preventDefault();
  focusDay();
}

function focusDay() {
  /** @type {HTMLElement | null} */ (content.querySelector("[tabindex='0']"))?.focus();
}

function draw() {
  const first = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), 1));
  const start = withDaysAdded(first, -first.getUTCDay());
  const weeks = [...Array(6).keys()].map((week) => WEEKDAYS.map((_, index) => withDaysAdded(start, week * 7 + index)));
  const name = day.toLocaleDateString("en-US", { month: "long", year: "numeric", timeZone: "UTC" });
  const step = (/** @type {string} */ label, /** @type {string} */ symbol, /** @type {number} */ months) =>
    html`<button type="button" title=${label} @click=${() => moveTo(withMonthsAdded(day, months))}><span
      aria-hidden="true">${symbol}</span><span class="visually-hidden">${label}</span></button>`;
  render(
    html`<div class="calendar-bar">
        ${step("Previous year", "«", -12)} ${step("Previous month", "‹", -1)}
        <b role="status">${name}</b>
        ${step("Next month", "›", 1)} ${step("Next year", "»", 12)}
      </div>
      <table role="grid" aria-label=${name} @keydown=${onKeyDown}>
        <thead><tr>${WEEKDAYS.map((weekday) => html`<th scope="col" abbr=${weekday}>${weekday.slice(0, 2)}</th>`)}</tr></thead>
        <tbody>${weeks.map((week) => html`<tr>${week.map(cell)}</tr>`)}</tbody>
      </table>`,
    content,
  );
}

/** @param {Date} date */
function cell(date) {
  const isSelected = date.getTime() === day.getTime();
  const choose = () => {
    chosen = isoOf(date);
    dialog.close();
  };
  const name = date.toLocaleDateString("en-US", { dateStyle: "full", timeZone: "UTC" });
  return html`<td role="gridcell" aria-selected=${isSelected ? "true" : "false"}>
    <button type="button" tabindex=${isSelected ? 0 : -1} aria-label=${name} data-day=${isoOf(date)}
      class=${date.getUTCMonth() === day.getUTCMonth() ? "" : "other-month"} @click=${choose}>${date.getUTCDate()}</button>
  </td>`;
}

document.getElementById("calendar-close")?.addEventListener("click", () => dialog.close());
