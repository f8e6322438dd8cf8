"""Runs the content streams of a page, and collects the characters that they show (ISO 32000-1, 8.4 and 9.4)."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from imrletters.pdf.fonts import Font, font_of
from imrletters.pdf.graphics_state import BLACK, IDENTITY, Char, Matrix, State, color_of, matrix_of, product
from imrletters.pdf.limits import CHARACTERS, CONTENT, FORMS, MARKS, SAVED_STATES, too_large
from imrletters.pdf.objects import EncodedStream, array, dictionary, name_of, number_of, resolved
from imrletters.pdf.operators import OPERATORS
from imrletters.pdf.pages import Page
from imrletters.pdf.syntax import PdfSyntaxError, operations

new_char: Callable[[tuple[Any, ...]], Char] = partial(tuple.__new__, Char)
"""Makes a character from all its fields in half the time of ``Char``; half of the reading is making characters."""


class Characters:
    """The characters of all pages of a file, read page by page."""

    def __init__(self) -> None:
        self.content_left = CONTENT
        self.characters_left = CHARACTERS
        self.fonts: dict[int, tuple[dict[str, Any], Font]] = {}
        """The fonts by the identities of their dictionaries, which are kept so that these identities stay unique."""

    def of_page(self, page: Page) -> list[tuple[float, list[Char]]]:
        """The characters of a page, in groups of one baseline, which is measured from the top of the page."""
        left, bottom, right, top = page.box
        turned: Matrix = {
            90: (0, -1, 1, 0, -bottom, right),
            180: (-1, 0, 0, -1, right, top),
            270: (0, 1, -1, 0, top, -left),
        }.get(page.rotation, (1, 0, 0, 1, -left, -bottom))
        contents = resolved(page.entries.get("Contents"))
        streams = array(contents) if isinstance(contents, list) else [contents] if contents is not None else []
        run = _Run(self, dictionary(page.entries.get("Resources")), State(turned), page_size(page)[1])
        run.execute(b"\n".join(self.content(each) for each in streams))
        return run.found

    def content(self, stream: Any) -> bytes:
        """The bytes of a content stream. Raises LetterError if all content together is too large."""
        if not isinstance(stream, EncodedStream):
            raise PdfSyntaxError("a content that is not a stream")
        data = stream.decoded(most=self.content_left)
        self.content_left -= len(data) + 1
        return data

    def count(self, characters: int) -> None:
        """Counts characters before more are shown. Raises LetterError if there are too many."""
        self.characters_left -= characters
        if self.characters_left < 0:
            raise too_large("characters", CHARACTERS)

    def font(self, entries: dict[str, Any]) -> Font:
        """The font of a font dictionary."""
        if id(entries) not in self.fonts:
            self.fonts[id(entries)] = (entries, font_of(entries))
        return self.fonts[id(entries)][1]


def page_size(page: Page) -> tuple[float, float]:
    """The width and height of a page as a viewer shows it, in points."""
    left, bottom, right, top = page.box
    size = right - left, top - bottom
    return size if page.rotation in (0, 180) else size[::-1]


class _Run:
    """Runs the content of one page, or of one form on it."""

    def __init__(self, all_pages: Characters, resources: dict[str, Any], state: State, height: float) -> None:
        self.all_pages = all_pages
        self.resources = resources
        self.state = state
        self.height = height
        self.depth = 0
        self.found: list[tuple[float, list[Char]]] = []
        self.marks: list[int | None] = []
        self.saved: list[State] = []
        self.compatible = 0

    def execute(self, content: bytes) -> None:
        """Runs all operations of a content stream."""
        for operator, operands in operations(content):
            count = OPERATORS.get(operator)
            if count is None:
                if not self.compatible:
                    raise PdfSyntaxError(f"unknown operator {operator[:20]!r}")
            elif count not in (len(operands), -1):
                raise PdfSyntaxError(f"{operator.decode()} with {len(operands)} operands")
            elif action := ACTIONS.get(operator):
                action(self, *operands)

    def save(self) -> None:
        self.saved.append(replace(self.state))
        if len(self.saved) > SAVED_STATES:
            raise too_large("graphics states saved inside each other", SAVED_STATES)

    def restore(self) -> None:
        if self.saved:
            self.state = self.saved.pop()

    def transform(self, *matrix: float) -> None:
        self.state.to_page = product(matrix_of(matrix), self.state.to_page)

    def begin_text(self) -> None:
        self.set_matrix(*IDENTITY)

    def set_matrix(self, *matrix: float) -> None:
        self.state.matrix, self.state.shown = matrix_of(matrix), 0

    def move(self, across: float, up: float) -> None:
        a, b, c, d, e, f = self.state.matrix
        self.set_matrix(a, b, c, d, across * a + up * c + e, across * b + up * d + f)

    def move_and_set_leading(self, across: float, up: float) -> None:
        self.state.leading = up
        self.move(across, up)

    def next_line(self) -> None:
        self.move(0, self.state.leading)

    def set_font(self, name: str, size: float) -> None:
        entries = dictionary(dictionary(self.resources.get("Font")).get(name))
        if not entries:
            raise PdfSyntaxError("a font that is not in the resources")
        self.state.font, self.state.size = self.all_pages.font(entries), size + 0.0

    def set_graphics_state(self, name: str) -> None:
        values = array(dictionary(dictionary(self.resources.get("ExtGState")).get(name)).get("Font"))
        if len(values) == 2:
            self.state.font, self.state.size = self.all_pages.font(dictionary(values[0])), number_of(values[1], 0)

    def set_char_space(self, space: float) -> None:
        self.state.char_space = space + 0.0

    def set_word_space(self, space: float) -> None:
        self.state.word_space = space + 0.0

    def set_scaling(self, percent: float) -> None:
        self.state.scaling = percent * 0.01

    def set_leading(self, leading: float) -> None:
        self.state.leading = -leading

    def set_rise(self, rise: float) -> None:
        self.state.rise = rise + 0.0

    def set_color_space(self, _: str) -> None:
        self.state.color = BLACK

    def set_color(self, *levels: Any) -> None:
        """Sets a colour. A pattern, which has a name behind its levels, is written by its name."""
        if len(levels) in (1, 3, 4) or isinstance(levels[-1], str):
            self.state.color = color_of(levels)

    def begin_mark(self, _: str, properties: Any = None) -> None:
        if isinstance(properties, str):
            properties = dictionary(self.resources.get("Properties")).get(properties)
        mark = resolved(dictionary(properties).get("MCID"))
        self.marks.append(mark if type(mark) is int else None)
        if len(self.marks) > MARKS:
            raise too_large("marks inside each other", MARKS)

    def end_mark(self) -> None:
        if self.marks:
            self.marks.pop()

    def begin_compatible(self) -> None:
        self.compatible += 1

    def end_compatible(self) -> None:
        self.compatible -= 1

    def draw(self, name: str) -> None:
        """Draws a form; pictures contain no text."""
        form = resolved(dictionary(self.resources.get("XObject")).get(name))
        if not isinstance(form, EncodedStream):
            raise PdfSyntaxError("a form or picture that is not in the resources")
        if name_of(form.dictionary.get("Subtype")) != "Form":
            return
        if self.depth == FORMS:
            raise too_large("forms inside each other", FORMS)
        outside = self.resources, self.state, self.saved
        self.resources = dictionary(form.dictionary.get("Resources")) or self.resources
        self.state, self.saved = replace(self.state), []
        self.transform(*(array(form.dictionary.get("Matrix")) or IDENTITY))
        self.depth += 1
        self.execute(self.all_pages.content(form))
        self.depth -= 1
        self.resources, self.state, self.saved = outside

    def show_on_next_line(self, string: bytes) -> None:
        self.next_line()
        self.show(string)

    def show_with_spaces(self, word_space: float, char_space: float, string: bytes) -> None:
        self.set_word_space(word_space)
        self.set_char_space(char_space)
        self.show_on_next_line(string)

    def show(self, string: bytes) -> None:
        if type(string) is not bytes:
            raise PdfSyntaxError("text that is not a string")
        self.show_all([string])

    def show_all(self, strings: list[Any]) -> None:
        """Shows strings; a number between them moves the next one back by thousandths of the font size."""
        state = self.state
        font, size, scaling = state.font, state.size, state.scaling
        if font is None or not isinstance(strings, list):
            raise PdfSyntaxError("text without a font or without strings")
        a, b, c, d, e, f = product(state.matrix, state.to_page)
        vertical = font.vertical
        char_space, word_space = state.char_space * scaling, state.word_space * scaling
        low = font.descent * size + state.rise
        high = low + size
        mark = self.marks[-1] if self.marks else None
        name, color = font.name, state.color
        group: list[Char] = []
        at = state.shown
        upright = not b and not c
        height = max(d * low, d * high) - min(d * low, d * high)
        thousandth = 0.001 * size * scaling
        spaced = False
        for string in strings:
            if type(string) is not bytes:
                at -= string * thousandth
                spaced = True
                continue
            glyphs = font.glyphs(string)
            self.all_pages.count(len(glyphs))
            for text, width, is_space in glyphs:
                if spaced:
                    at += char_space
                spaced = True
                advance = width * size * scaling
                if upright and not vertical:
                    left = at * a + e
                    right = left + a * advance
                    if right < left:
                        left, right = right, left
                    group.append(new_char((text, left, right, name, height, color, mark)))
                else:
                    x, y = (e + at * c, f + at * d) if vertical else (at * a + e, at * b + f)
                    xs = (c * low, a * advance + c * low, c * high, a * advance + c * high)
                    ys = (d * low, b * advance + d * low, d * high, b * advance + d * high)
                    char = Char(text, x + min(xs), x + max(xs), name, max(ys) - min(ys), color, mark)
                    self.found.append((self.height - y, [char]))
                at += advance
                if is_space:
                    at += word_space
        if group:
            self.found.append((self.height - f, group))
        state.shown = at


ACTIONS: Mapping[bytes, Callable[..., None]] = {
    b"q": _Run.save,
    b"Q": _Run.restore,
    b"cm": _Run.transform,
    b"gs": _Run.set_graphics_state,
    b"BT": _Run.begin_text,
    b"Tm": _Run.set_matrix,
    b"Td": _Run.move,
    b"TD": _Run.move_and_set_leading,
    b"T*": _Run.next_line,
    b"Tf": _Run.set_font,
    b"Tc": _Run.set_char_space,
    b"Tw": _Run.set_word_space,
    b"Tz": _Run.set_scaling,
    b"TL": _Run.set_leading,
    b"Ts": _Run.set_rise,
    b"Tj": _Run.show,
    b"TJ": _Run.show_all,
    b"'": _Run.show_on_next_line,
    b'"': _Run.show_with_spaces,
    b"g": _Run.set_color,
    b"rg": _Run.set_color,
    b"k": _Run.set_color,
    b"cs": _Run.set_color_space,
    b"sc": _Run.set_color,
    b"scn": _Run.set_color,
    b"BMC": _Run.begin_mark,
    b"BDC": _Run.begin_mark,
    b"EMC": _Run.end_mark,
    b"BX": _Run.begin_compatible,
    b"EX": _Run.end_compatible,
    b"Do": _Run.draw,
}
"""The operators that decide where text is, and what it looks like."""
