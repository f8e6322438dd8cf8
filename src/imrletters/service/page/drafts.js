// The drafts in the IndexedDB of this browser: reads, writes and deletes them.

/** @import { CaseFile } from "./case-document.js" */
/**
 * @typedef {object} Draft
 * @property {string} id
 * @property {string} name what the list of drafts calls it
 * @property {number} time of the last change, in milliseconds
 * @property {string} text of the case file
 * @property {string} fileName "" for a case without a file
 * @property {string} savedText
 * @property {CaseFile["isNew"]} isNew
 * @property {CaseFile["handle"]} handle
 * @property {CaseFile["diskTime"]} diskTime
 */

const DATABASE = "imrletters";
const STORE = "drafts";
/** A draft is deleted so many days after its last change. */
export const DAYS = 30;
/** @type {IDBDatabase | undefined} */
let connection;

/** Deletes the drafts that are too old. */
export async function deleteOldDrafts() {
  const oldest = Date.now() - DAYS * 24 * 3600 * 1000;
  for (const { id, time } of await allDrafts()) if (time < oldest) await deleteDraft(id);
}

/**
 * All drafts, the last changed first.
 * @returns {Promise<Draft[]>}
 */
export async function allDrafts() {
  if (!(await databaseExists())) return [];
  /** @type {Draft[]} */
  const drafts = await inStore("readonly", (store) => store.getAll());
  return drafts.sort((one, other) => other.time - one.time);
}

/**
 * The draft with an id, as it is stored now.
 * @param {string} id
 * @returns {Promise<Draft | undefined>}
 */
export async function storedDraft(id) {
  return (await databaseExists()) ? await inStore("readonly", (store) => store.get(id)) : undefined;
}

/** @param {Draft} draft */
export async function writeDraft(draft) {
  await inStore("readwrite", (store) => store.put(draft));
}

/** @param {string} id */
export async function deleteDraft(id) {
  await inStore("readwrite", (store) => store.delete(id));
}

/** Deletes all drafts, and the database. */
export async function deleteAllDrafts() {
  if (await databaseExists()) await inStore("readwrite", (store) => store.clear());
  connection?.close();
  connection = undefined;
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(DATABASE);
    for (const kind of ["success", "error", "blocked"]) request.addEventListener(kind, resolve);
  });
}

/** Whether there is a database, without creating it. */
export async function databaseExists() {
  return (await indexedDB.databases()).some(({ name }) => name === DATABASE);
}

/** Opens the database, and creates it if there is none. A page that is being left has no time for this. */
export async function openDatabase() {
  if (connection) return connection;
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(STORE, { keyPath: "id" }));
  const database = await resultOf(opening);
  const forget = () => {
    database.close();
    connection = undefined;
  };
  // another tab deletes the database, or the browser closed it
  database.addEventListener("versionchange", forget);
  database.addEventListener("close", forget);
  connection = database;
  return database;
}

/**
 * The result of a request, after its transaction is on disk.
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} run
 * @returns {Promise<T>}
 */
async function inStore(mode, run) {
  const database = connection ?? (await openDatabase());
  const transaction = database.transaction(STORE, mode, { durability: "strict" });
  const request = run(transaction.objectStore(STORE));
  transaction.commit();
  await new Promise((resolve, reject) => {
    transaction.addEventListener("complete", resolve);
    transaction.addEventListener("abort", () => reject(transaction.error));
  });
  return request.result;
}

/**
 * @template T
 * @param {IDBRequest<T>} request
 * @returns {Promise<T>}
 */
function resultOf(request) {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error));
  });
}
