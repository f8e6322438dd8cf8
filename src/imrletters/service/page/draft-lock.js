// The lock of the draft that this tab shows, so that two tabs never write the same draft.

const PREFIX = "draft:";
const WAIT_MILLISECONDS = 500;

export class DraftLock {
  /** The draft that this tab shows; "" if there is none. */
  id = "";
  /** The drafts that this tab has shown before. @type {Set<string>} */
  #released = new Set();
  #release = async () => {};

  /**
   * Locks a draft instead of the current one, and returns whether no other tab shows it.
   * @param {string} id
   * @returns {Promise<boolean>}
   */
  async hold(id) {
    if (this.id === id) return true;
    // only pages of this computer or with encryption have locks
    const release = navigator.locks ? await locked(id) : async () => {};
    if (!release) return false;
    await this.release();
    [this.id, this.#release] = [id, release];
    return true;
  }

  /** Unlocks the draft. */
  async release() {
    if (!this.id) return;
    this.#released.add(this.id);
    this.id = "";
    await this.#release();
  }

  /**
   * Whether this tab has shown a draft and shows another one now.
   * @param {string} id
   */
  wasReleased(id) {
    return this.id !== id && this.#released.has(id);
  }

  /**
   * The ids of the drafts that are open in a tab.
   * @returns {Promise<Set<string>>}
   */
  async held() {
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return new Set(held.map(({ name }) => String(name).replace(PREFIX, "")));
  }
}

/**
 * Locks a draft; undefined if another tab shows it.
 * @param {string} id
 * @returns {Promise<(() => Promise<void>) | undefined>} unlocks it
 */
function locked(id) {
  return new Promise((resolve) => {
    /** @type {(value?: unknown) => void} */
    let end = () => {};
    const ended = new Promise((done) => {
      end = done;
    });
    // after a reload, the page before releases its lock soon
    const signal = AbortSignal.timeout(WAIT_MILLISECONDS);
    const onLock = () => {
      resolve(async () => {
        end();
        await request;
      });
      return ended;
    };
    const request = navigator.locks.request(PREFIX + id, { signal }, onLock).catch(() => resolve(undefined));
  });
}
