// Shows a notice while the service works, and counts the letters to download or to print that are not ready yet.
import { removeNotice, showNotice } from "./notices.js";

const SOON_MILLISECONDS = 400;
let pending = 0;
/** @type {Set<{ text: string }>} the running tasks that have a notice, the last shown at the end */
const noticed = new Set();

/** Whether a letter is being prepared; it would be lost if the page was left. */
export function isPreparing() {
  return pending > 0;
}

/**
 * The result of a task that prepares a letter, with a notice while it runs.
 * @template T
 * @param {string} text of the notice
 * @param {Promise<T>} task
 * @returns {Promise<T>}
 */
export async function whilePreparing(text, task) {
  pending += 1;
  try {
    return await withNotice(text, task);
  } finally {
    pending -= 1;
  }
}

/**
 * The result of a task, with a notice while it runs, if that takes some time.
 * @template T
 * @param {string} text of the notice
 * @param {Promise<T>} task
 * @returns {Promise<T>}
 */
export async function withNotice(text, task) {
  const running = { text };
  const timer = setTimeout(() => {
    noticed.add(running);
    showNotice("progress", text);
  }, SOON_MILLISECONDS);
  try {
    return await task;
  } finally {
    clearTimeout(timer);
    if (noticed.delete(running)) showRemaining();
  }
}

/** Shows the notice of a task that is still running; removes it if there is none. */
function showRemaining() {
  const last = [...noticed].at(-1);
  if (last) showNotice("progress", last.text);
  else removeNotice("progress");
}
