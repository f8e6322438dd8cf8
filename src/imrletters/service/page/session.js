// Keeps the case over a reload in the session storage of the browser, and nothing anywhere else.
import { read } from "./json.js";

/** @import { Desk } from "./desk.js" */

const KEY = "case";

/**
 * Puts the case of before the reload back on the desk, and keeps every change from now on.
 * @param {Desk} desk
 */
export function keepOverReload(desk) {
  const kept = sessionStorage.getItem(KEY);
  if (kept) {
    const { text, saved, name, begun } = JSON.parse(kept);
    desk.open(read(text), name, { saved, begun });
  }
  const keep = () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify(desk.kept()));
    } catch {
      // a case larger than the storage is not kept
    }
  };
  desk.addEventListener("change", keep);
  desk.addEventListener("saved", keep);
}

/**
 * Asks before unsaved work is left, where nothing may be stored.
 * @param {Desk} desk
 */
export function askBeforeLeaving(desk) {
  window.addEventListener("beforeunload", (event) => {
    if (desk.isUnsaved) event.preventDefault();
  });
}
