// Keeps the form and the letter together: the letter shows the field with the focus, and a click in it goes to the field.
// So does F2: from a field to its value in the letter, and back; Alt+Down and Up mark the next and previous value there.
import { elementId, pointerOf, pointerSteps } from "./case-path.js";
import { goTo } from "./focus.js";

/** @import { LetterPane } from "./letter-pane.js" */

const SPACES = /\s+/g;
const REDRAW_MILLISECONDS = 100;

export class LetterFollowing {
  #form;
  #letterPane;
  /** The value that is marked: the last one whose field had the focus. @type {string | undefined} */
  #marked;
  #scroller = /** @type {HTMLElement} */ (document.getElementById("pages-pane"));

  /**
   * @param {HTMLElement} form
   * @param {LetterPane} letterPane
   */
  constructor(form, letterPane) {
    this.#form = form;
    this.#letterPane = letterPane;
    form.addEventListener("focusin", () => this.follow());
    // pages that are drawn again, as at another width, have no marks
    let marking = 0;
    const redrawn = new MutationObserver(() => {
      clearTimeout(marking);
      marking = setTimeout(() => this.#mark(), REDRAW_MILLISECONDS);
    });
    redrawn.observe(/** @type {HTMLElement} */ (document.getElementById("pages")), { childList: true });
    document.addEventListener("selectionchange", () => this.#showFocused());
    this.#scroller.addEventListener("click", (event) => this.#onClick(event));
    this.#scroller.addEventListener("keydown", (event) => this.#onLetterKey(event));
    form.addEventListener("keydown", (event) => {
      if (event.key !== "F2") return;
      event.preventDefault();
      this.goToLetter();
    });
  }

  /** Marks nothing until a field of another case has the focus. */
  clear() {
    this.#marked = undefined;
    for (const name of ["letter-value", "letter-gap"]) mark(name, []);
  }

  /** Moves the focus to the letter, and the window to the marked value if the letter is below the form. */
  goToLetter() {
    this.#scroller.focus({ preventScroll: this.#isBeside() });
    if (this.#isBeside()) return;
    const [range] = this.#marked === undefined ? [] : (this.#letterPane.places?.rangesOf(this.#marked, 0) ?? []);
    if (range) range.startContainer.parentElement?.scrollIntoView({ block: "center" });
    else document.getElementById("letter-title")?.scrollIntoView();
  }

  /** Moves the focus to the field of the marked value; to the beginning of the form if there is none. */
  goToField() {
    goTo(this.#marked === undefined ? "form-title" : elementId(pointerSteps(this.#marked)), "form-title");
  }

  /** Whether the letter is beside the form, where its pages scroll and the window does not. */
  #isBeside() {
    return this.#scroller.scrollHeight > this.#scroller.clientHeight;
  }

  /** Marks the missing values and the value of the field with the focus, and shows it. */
  follow() {
    this.#mark();
    this.#showFocused();
  }

  #mark() {
    const { places } = this.#letterPane;
    mark("letter-gap", places?.gapRanges() ?? []);
    const pointer = this.#focused() ?? this.#marked;
    if (pointer === undefined) return;
    this.#marked = pointer;
    mark("letter-value", places?.allRangesOf(pointer) ?? []);
  }

  /** @param {KeyboardEvent} event */
  #onLetterKey(event) {
    if (["F2", "Enter"].includes(event.key) && this.#marked !== undefined) {
      event.preventDefault();
      this.goToField();
    } else if (event.altKey && ["ArrowDown", "ArrowUp"].includes(event.key)) {
      event.preventDefault();
      this.#markNext(event.key === "ArrowDown" ? 1 : -1);
    }
  }

  /** @param {number} by 1 for the value after the marked one, -1 for the value before it */
  #markNext(by) {
    const pointers = this.#letterPane.places?.pointers.filter(hasField) ?? [];
    const current = this.#marked === undefined ? -1 : pointers.indexOf(this.#marked);
    const pointer = pointers[Math.max(current + by, 0)];
    if (pointer === undefined) return;
    this.#marked = pointer;
    this.#mark();
    this.#show(pointer, 0);
    const id = elementId(pointerSteps(pointer));
    const label = document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent ?? "";
    /** @type {HTMLElement} */ (document.getElementById("letter-mark")).textContent = label.replace("*", "").trim();
  }

  #focused() {
    const focused = document.activeElement;
    return focused && this.#form.contains(focused) ? pointerOf(focused.id) : undefined;
  }

  /** Shows the character at the caret. */
  #showFocused() {
    const pointer = this.#focused();
    const field = document.activeElement;
    if (pointer === undefined) return;
    const isText = field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement;
    const before = isText ? field.value.slice(0, field.selectionStart ?? 0) : "";
    this.#show(pointer, before.replace(SPACES, "").length);
  }

  /**
   * Scrolls the pages, never the window, to a character of a value.
   * @param {string} pointer
   * @param {number} character
   */
  #show(pointer, character) {
    if (!this.#isBeside()) return;
    const [range] = this.#letterPane.places?.rangesOf(pointer, character) ?? [];
    if (!range) return;
    const [place, shown] = [range.getBoundingClientRect(), this.#scroller.getBoundingClientRect()];
    if (place.top >= shown.top && place.bottom <= shown.bottom) return;
    this.#scroller.scrollTop += place.top - shown.top - shown.height / 3;
  }

  /** @param {MouseEvent} event */
  #onClick(event) {
    if (!document.getSelection()?.isCollapsed) return; // a person selects text
    const caret = caretAt(event.clientX, event.clientY);
    const value = caret && this.#letterPane.places?.valueAt(caret.node, caret.offset, hasField);
    if (!value) return;
    const id = elementId(pointerSteps(value.pointer));
    goTo(id);
    const field = document.getElementById(id);
    if (field instanceof HTMLTextAreaElement || field instanceof HTMLInputElement) {
      const place = offsetIn(field.value, value.character);
      field.setSelectionRange(place, place);
    }
  }
}

/**
 * Whether the form has a field for a value: it has none for the name of the usual organization.
 * @param {string} pointer
 */
function hasField(pointer) {
  return document.getElementById(elementId(pointerSteps(pointer))) !== null;
}

/**
 * Marks ranges of text, in browsers that can.
 * @param {string} name of the highlight in the style sheet
 * @param {Range[]} ranges
 */
function mark(name, ranges) {
  CSS.highlights?.set(name, new Highlight(...ranges));
}

/**
 * The text node and the offset at a point of the window.
 * @param {number} x
 * @param {number} y
 */
function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && { node: caret.offsetNode, offset: caret.offset };
  }
  const range = document.caretRangeFromPoint(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

/**
 * The offset of the character of a text with a number, not counting white space.
 * @param {string} text
 * @param {number} number
 */
function offsetIn(text, number) {
  let left = number;
  const offset = [...text].findIndex((character) => character.trim() !== "" && left-- === 0);
  return offset < 0 ? text.length : offset;
}
