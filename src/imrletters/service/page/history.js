// The states of the page for undo and redo. Changes of one kind without a pause between them are one step.

const PAUSE_MILLISECONDS = 1500;

/** @template State */
export class History {
  /** @type {State[]} */
  #states;
  #index = 0;
  #kind = "";
  #time = 0;

  /** @param {State} initial */
  constructor(initial) {
    this.#states = [initial];
  }

  get current() {
    return /** @type {State} */ (this.#states[this.#index]);
  }

  get canUndo() {
    return this.#index > 0;
  }

  get canRedo() {
    return this.#index < this.#states.length - 1;
  }

  /**
   * Adds a state after the current one; the states that could be redone are removed.
   * @param {State} state
   * @param {string} [kind] "typing at …"; "" if the change is a step of its own
   */
  record(state, kind = "") {
    const now = performance.now();
    const continues = kind !== "" && kind === this.#kind && now - this.#time < PAUSE_MILLISECONDS;
    this.#states.splice(this.#index + (continues ? 0 : 1), Number.POSITIVE_INFINITY, state);
    this.#index = this.#states.length - 1;
    [this.#kind, this.#time] = [kind, now];
  }

  /**
   * Replaces the current state.
   * @param {State} state
   */
  amend(state) {
    this.#states[this.#index] = state;
  }

  /** @param {-1 | 1} by one step back or forth; nothing if there is none */
  move(by) {
    this.#index = Math.min(Math.max(this.#index + by, 0), this.#states.length - 1);
    this.#kind = "";
  }
}
