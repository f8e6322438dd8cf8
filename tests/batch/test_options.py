"""The files of a case, and what their bytes depend on."""

import re
from typing import Any

import pytest

from imrletters.batch.options import RenderOptions
from imrletters.case.base import AUDIENCES
from imrletters.printing import ENGINES, EngineName


def test_a_case_has_a_file_for_each_audience_and_format() -> None:
    options = RenderOptions(audiences=AUDIENCES, formats=("text", "html", "pdf"))
    assert options.file_names("a") == [
        *("a.txt", "a.html", "a.pdf"),
        *("a.parties.txt", "a.parties.html", "a.parties.pdf"),
    ]
    assert RenderOptions().file_names("a") == ["a.txt", "a.pdf"]


def test_the_toolchain_names_the_options_that_change_bytes_and_the_engine_only_for_pdf() -> None:
    text, pdf = RenderOptions(formats=("text",), width=40), RenderOptions(formats=("pdf",), attach=False)
    assert (text.toolchain()["width"], pdf.toolchain()["attached"]) == ("40", "False")
    assert pdf.toolchain().keys() - text.toolchain().keys() == {"engine"}


@pytest.mark.parametrize("engine", ENGINES)
def test_the_toolchain_begins_with_the_name_of_the_engine(engine: EngineName) -> None:
    assert RenderOptions(engine=engine).toolchain()["engine"].startswith(f"{engine} ")
    text = RenderOptions(formats=("text", "html"), engine=engine)
    assert (text.printing_engine, text.toolchain()) == (None, RenderOptions(formats=("text", "html")).toolchain())


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (
            {"formats": "pdf"},
            "formats: got a value of the type str; expected several, such as a list; each is a text (str)",
        ),
        ({"formats": ["docx"]}, "formats: got another text; expected one of: text, html, pdf"),
        ({"audiences": ("both",)}, "audiences: got another text; expected one of: public, parties"),
    ],
)
def test_an_unknown_audience_or_format_is_refused_with_what_is_expected(given: Any, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        RenderOptions(**given)
