// Relates the text on the pages of a letter to the fields of its case.
//
// The service states the words of the letter and where each value is in them. Here the same words are found again on the
// pages, in their order; other text (a letterhead, the marks of a draft) is skipped. If the pages have not exactly these
// words, no value has a place.

/** @import { PrintedValue, PrintedValues } from "./api-client.js" */
/** @typedef {{ node: Text, start: number, end: number }} Stretch the words in one text node of a page */

const SPACE = /\s/;
const SPACES = /\s+/g;

export class LetterPlaces {
  #element;
  #printed;
  #gaps;
  /** Until the pages are drawn again. @type {Stretch[] | undefined} */
  #found;
  #redrawn = new MutationObserver((_, observer) => {
    this.#found = undefined;
    observer.disconnect();
  });

  /**
   * @param {HTMLElement} element that contains the pages
   * @param {PrintedValues} printed
   * @param {string[]} gaps the pointers of the missing values
   */
  constructor(element, printed, gaps) {
    this.#element = element;
    this.#printed = printed;
    this.#gaps = new Set(gaps);
  }

  /**
   * Where a value is printed, from one of its characters on: its first place if no other one has the character. A value
   * that is not printed has the place of the next value in the same group.
   * @param {string} pointer
   * @param {number} [character] the number of characters before it, without white space
   * @returns {Range[]} the ranges of the place on the pages; the first one begins at the character
   */
  rangesOf(pointer, character = 0) {
    const places = this.#placesOf(pointer);
    const place = places.findLast((each) => each.offset <= character) ?? places[0];
    if (!place) return [];
    const start = place.start + character - place.offset;
    return this.#ranges(start < place.end ? start : place.start, place.end, this.#stretches());
  }

  /**
   * All places of a value.
   * @param {string} pointer
   */
  allRangesOf(pointer) {
    const stretches = this.#stretches();
    return this.#placesOf(pointer).flatMap(({ start, end }) => this.#ranges(start, end, stretches));
  }

  /** The pointers of the values, in the order in which the letter prints them first. */
  get pointers() {
    const places = this.#printed.places.toSorted((one, other) => one.start - other.start);
    return [...new Set(places.map(({ pointer }) => pointer))];
  }

  /** The places of the missing values that this copy prints. */
  get printedGaps() {
    return this.#printed.places.filter(({ pointer }) => this.#gaps.has(pointer));
  }

  /** The ranges of the missing values on the pages. */
  gapRanges() {
    const stretches = this.#stretches();
    return this.printedGaps.flatMap(({ start, end }) => this.#ranges(start, end, stretches));
  }

  /**
   * The value at a character of a page; that of the nearest one in the same line if the words there are fixed.
   * @param {Node} node
   * @param {number} offset
   * @param {(pointer: string) => boolean} isWanted whether a value is looked for
   * @returns {{ pointer: string, character: number } | undefined} the value, and the characters before that one
   */
  valueAt(node, offset, isWanted) {
    const stretches = this.#stretches();
    const stretch = stretches.find((one) => one.node === node);
    if (!stretch) return undefined;
    const position = stretch.start + (node.nodeValue ?? "").slice(0, offset).replace(SPACES, "").length;
    const places = this.#printed.places.filter(({ pointer }) => isWanted(pointer));
    const exact = places.find(({ start, end }) => start <= position && position < end);
    if (exact) return { pointer: exact.pointer, character: exact.offset + position - exact.start };
    const line = stretches.filter((one) => isSameLine(one.node, stretch.node));
    const [first, last] = [line.at(0)?.start ?? stretch.start, line.at(-1)?.end ?? stretch.end];
    const inLine = places.filter(({ start, end }) => start < last && end > first);
    const near = inLine.find(({ start }) => start >= position) ?? inLine.at(-1);
    return near && { pointer: near.pointer, character: near.offset };
  }

  /**
   * @param {string} pointer
   * @returns {PrintedValue[]}
   */
  #placesOf(pointer) {
    const { places } = this.#printed;
    const exact = places.filter((place) => place.pointer === pointer);
    if (exact.length) return exact;
    for (let group = pointer; group; group = group.slice(0, group.lastIndexOf("/"))) {
      const inside = places.filter((place) => place.pointer.startsWith(`${group}/`));
      if (inside.length) return inside.slice(0, 1);
    }
    return [];
  }

  /**
   * The text nodes of the pages with their words, in order; none if the words differ from those of the letter.
   * @returns {Stretch[]}
   */
  #stretches() {
    if (!this.#found) {
      this.#found = this.#find();
      this.#redrawn.observe(this.#element, { childList: true });
    }
    return this.#found;
  }

  #find() {
    const { words } = this.#printed;
    /** @type {Stretch[]} */
    const found = [];
    let place = 0;
    for (const layer of this.#element.querySelectorAll(".textLayer")) {
      const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const text = (node.nodeValue ?? "").replace(SPACES, "");
        if (!text || !words.startsWith(text, place)) continue;
        found.push({ node: /** @type {Text} */ (node), start: place, end: place + text.length });
        place += text.length;
      }
    }
    return place === words.length ? found : [];
  }

  /**
   * @param {number} start
   * @param {number} end
   * @param {Stretch[]} stretches
   */
  #ranges(start, end, stretches) {
    return stretches
      .filter((one) => one.start < end && one.end > start)
      .map((one) => {
        const range = new Range();
        range.setStart(one.node, offsetOf(one.node, Math.max(start - one.start, 0)));
        range.setEnd(one.node, offsetOf(one.node, Math.min(end, one.end) - one.start - 1) + 1);
        return range;
      });
  }
}

/**
 * The offset in a text node of its character with a number, not counting white space.
 * @param {Text} node
 * @param {number} number
 */
function offsetOf(node, number) {
  let left = number;
  for (let offset = 0; offset < node.data.length; offset++) {
    if (SPACE.test(node.data.charAt(offset))) continue;
    if (left === 0) return offset;
    left -= 1;
  }
  return node.data.length;
}

/**
 * @param {Text} one
 * @param {Text} other
 */
function isSameLine(one, other) {
  if (one.parentElement?.closest(".page") !== other.parentElement?.closest(".page")) return false;
  const [a, b] = [one.parentElement?.getBoundingClientRect(), other.parentElement?.getBoundingClientRect()];
  return Boolean(a && b && a.top < b.bottom - a.height / 2 && b.top < a.bottom - b.height / 2);
}
