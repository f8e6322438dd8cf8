// Whether a person allowed this browser to keep drafts, which contain health data.
import { databaseExists } from "./drafts.js";

const KEY = "keep-drafts";

/** @returns {boolean | undefined} undefined until it is decided; false if the browser stores nothing */
export function mayKeepDrafts() {
  try {
    const answer = localStorage.getItem(KEY);
    return answer === null ? undefined : answer === "yes";
  } catch {
    return false; // the browser blocks the data of sites
  }
}

/** @param {boolean | undefined} answer */
export function rememberConsent(answer) {
  if (answer === undefined) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, answer ? "yes" : "no");
}

/** Corrects the answer after a crash: the database is written at once, but the local storage is not. */
export async function restoreConsent() {
  const hasDatabase = await databaseExists();
  if (hasDatabase && mayKeepDrafts() === undefined) rememberConsent(true);
  if (!hasDatabase && mayKeepDrafts()) rememberConsent(undefined);
}
