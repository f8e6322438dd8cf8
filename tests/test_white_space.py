"""Each white space character that the letter's fonts have is printed and read back, in every position."""

from collections.abc import Iterator

import pytest

from imrletters import Case, parse, render
from imrletters.case.example import HEADER, example_item
from imrletters.parsing import canonical
from imrletters.printing import ENGINES, EngineName
from imrletters.rendering.typefaces import advance_widths
from tests.support import case, every

WHITE_SPACE = sorted(character for character in advance_widths() if character.isspace())


def lines(space: str) -> Iterator[str]:
    """Lines with a white space character between words, beside spaces, alone in a row, and where lines end."""
    yield f"word{space}" * 40 + "end."
    yield f"word {space} " * 40 + "end."
    yield f"word {space}" * 40 + "end."
    yield f"word{space} " * 40 + "end."
    yield f"word{space * 120}end."
    yield f"word {space * 120} end."
    yield f"word-{space}" * 40 + "end."
    yield "w" * 300 + space + "w" * 300
    for length in range(70, 80, 2):
        yield "x" * length + space * 2 + "y."
        yield "a" * length + " iiiii" + space + "b" * 30


def letter(space: str) -> Case:
    """A case with the character in every text."""
    edges = [f"A b.{space}", f"{space}c d.", f"{space * 3}e.", f"f -{space}", f"g-{space}", f"{space}"]
    text = "\n\n".join([*lines(space), *edges, "The request is not medically necessary."])
    service, guideline = f"MRI{space}of the{space * 60}knee", f"See{space}the {space} guide-{space}line {space * 90}."
    items = [
        example_item(service=service, maximus_guideline={"text": guideline}, decision_rationale=text),
        *(example_item(service=line, decision_rationale=f"{space}{line}{space}") for line in lines(space)),
        example_item(
            maximus_guideline={
                "mtus": [{"title": f"Knee{space}Complaints 2004", "sections": [f"Special{space}Studies"]}],
                "non_mtus": [f"ODG,{space}Knee"],
            }
        ),
    ]
    return case(
        **HEADER,
        organization={"name": f"Example{space}Review", "label": f"EXAMPLE{space}ONE"},
        expert_reviewer={"licensure_states": [f"New{space}York"], "specialties": [f"Sports{space}Medicine"]},
        clinical_case_summary=text,
        disputed_items=items,
    )


def test_the_fonts_have_white_space_characters_besides_the_space() -> None:
    assert {"\u00a0", "\u2003", "\u2009"} < set(WHITE_SPACE)


@pytest.mark.parametrize("space", every(3, WHITE_SPACE), ids=lambda space: f"U+{ord(space):04X}")
@pytest.mark.parametrize("engine", ENGINES)
def test_a_letter_with_the_character_in_every_text_is_read_back(engine: EngineName, space: str) -> None:
    one = letter(space)
    printed = render(one, engine=engine)
    assert parse(printed.text()) == canonical(one)
    assert parse(printed.pdf()) == canonical(one)
