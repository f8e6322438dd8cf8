"""An organization's own templates and letterhead."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from imrletters import (
    CaseError,
    HouseStyle,
    HouseStyleError,
    Letter,
    Letterhead,
    load_case,
    load_letterhead,
    parse,
    render,
)
from imrletters.case.base import AUDIENCES, Audience
from imrletters.case.example import HEADER
from imrletters.rendering.house_style import PNG
from imrletters.rendering.templates import editions
from tests.rendering.test_view import contains, haystack
from tests.support import (
    FOR_PARTIES,
    OWN,
    ROOT,
    SAMPLES,
    case,
    every,
    layout_of,
    printed_pages,
    public_part,
    sample_letter,
    sample_pdf,
)

LOGO = (OWN / "logo.png").read_bytes()
FULL = Letterhead(
    name="Lighthouse Example Reviews",
    address=("1 Invented Pier", "Sampleton", "CA 90001", "lighthouse.example"),
    logo="logo.png",
    logo_text="A lighthouse",
    image=LOGO,
)
TEXT_AREA = 72.0
each_audience = pytest.mark.parametrize("audience", AUDIENCES)


class Images(HTMLParser):
    """Collects the attributes of the images in a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            self.found.append(dict(attrs))


def own(folder: Path, name: str, template: str) -> Path:
    """A folder with one template."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(template, encoding="utf-8")
    return folder


def test_an_edition_in_an_own_folder_is_printed() -> None:
    templates = OWN / "templates"
    letter = render(load_case(OWN / "own-edition.json", templates), templates=templates)
    text = letter.text(0)
    assert "Lighthouse Example Reviews chose one expert reviewer, who" in text
    assert "Chronic Pain Medical Treatment 2016 (see Physical medicine treatment)." in text
    assert "Lighthouse guideline: Decision based on MTUS Elbow Complaints 2007." in text
    assert "IMR ISSUES, DECISIONS AND RATIONALES" in text


def test_an_edition_in_an_own_folder_is_unknown_without_the_folder() -> None:
    expected = f"expected an edition: {', '.join(editions())}; an edition of your own needs its folder of templates$"
    with pytest.raises(CaseError, match=f'got "lighthouse"; {expected}'):
        load_case(OWN / "own-edition.json")
    with pytest.raises(CaseError, match=r"expected an edition: .*, lighthouse$"):
        render(case(edition="harbor"), templates=OWN / "templates")


def without_field_name(data: bytes) -> bytes:
    """The PDF without a key of the attached case that contains the name."""
    return data.replace(b'"maximus_guideline":', b"")


@each_audience
def test_letters_of_another_organization_do_not_contain_the_name_maximus(audience: Audience) -> None:
    templates = OWN / "templates"
    head = load_letterhead(OWN / "letterhead.toml")
    letter = render(load_case(OWN / "own-edition.json", templates), audience, templates=templates, letterhead=head)
    for made in (letter.text().encode(), letter.html().encode(), without_field_name(haystack(letter.pdf()))):
        assert not contains(made, "maximus")
    assert contains(haystack(render(case(), audience).pdf()), "maximus")


@each_audience
@pytest.mark.parametrize("edition", editions())
def test_our_editions_do_not_contain_it_either(audience: Audience, edition: str) -> None:
    organization = {"name": "Example Review Services", "label": "EXAMPLE"}
    letter = render(case(edition=edition, organization=organization, **HEADER, **FOR_PARTIES), audience)
    for made in (letter.text().encode(), letter.html().encode(), without_field_name(haystack(letter.pdf()))):
        assert not contains(made, "maximus")


def test_a_template_may_extend_ours_of_the_same_name_and_override_one_block(tmp_path: Path) -> None:
    block = '{% block binding_effect %}{{ m.title("BINDING") }}{% endblock %}'
    block = '{% extends "imrletters/copies/parties.j2" %}\n' + block
    whole = case(**HEADER, **FOR_PARTIES)
    theirs = render(whole, "parties", templates=own(tmp_path, "copies/parties.j2", block)).text(0)
    ours = render(whole, "parties").text(0)
    paragraphs = ours.split("\n\n")
    binding = next(paragraph for paragraph in paragraphs if "It is binding on all parties" in paragraph)
    assert theirs == ours.replace(binding, "BINDING")
    assert render(whole, templates=tmp_path).text(0) == render(whole).text(0)


def test_a_folder_may_replace_the_macros(tmp_path: Path) -> None:
    source = (ROOT / "templates" / "text.j2").read_text(encoding="utf-8")
    changed = source.replace("\n{{ text }}\n\n{% endmacro %}", "\n== {{ text }} ==\n\n{% endmacro %}", 1)
    assert changed != source
    text = render(case(), templates=own(tmp_path, "text.j2", changed)).text()
    assert "== CLINICAL CASE SUMMARY ==" in text


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ telephone }}", "error: 'telephone' is undefined"),
        ("{{ organization.telephone }}", "there is no field 'telephone' in this value; the command templates lists"),
        ("{{ none.x }}", "'x' is read from a value that is missing; read it inside an if"),
        ("{% for one in telephones %}{% endfor %}", "error: 'telephones' is undefined"),
        ("{% if %}", "error: Expected an expression"),
        ("{{ subject | shout }}", "error: No filter named 'shout'"),
        ("{% include 'blocks/none.j2' %}", "error: there is no template blocks/none.j2"),
        ("{{ 1 + document.title }}", "error: unsupported operand"),
        ("{{ 1 / 0 }}", "error: division by zero"),
        ("{{ subject.__class__ }}", "error: access to attribute '__class__'"),
    ],
)
def test_an_error_in_a_template_is_reported_with_its_line(template: str, message: str, tmp_path: Path) -> None:
    source = f'{{% extends "imrletters/letter.j2" %}}\n{{% block credentials %}}\n\n{template}\n{{% endblock %}}\n'
    templates = own(tmp_path, "editions/mine.j2", source)
    letter = Letter(case(edition="mine"), house_style=HouseStyle(templates))
    for make in (letter.text, letter.html, lambda: render(letter.case, templates=templates)):
        with pytest.raises(HouseStyleError, match=rf"^editions/mine\.j2:4: .*{re.escape(message)}"):
            make()


def test_a_template_that_is_missing_or_not_utf_8_is_named(tmp_path: Path) -> None:
    templates = own(tmp_path, "editions/mine.j2", '{% extends "none.j2" %}')
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2:1: error: there is no template none\.j2$"):
        render(case(edition="mine"), templates=templates)
    (tmp_path / "editions" / "odd.j2").write_bytes(b"\xff")
    with pytest.raises(HouseStyleError, match=r"^editions/odd\.j2: error: 'utf-8' codec"):
        render(case(edition="odd"), templates=tmp_path)


def test_a_template_that_extends_itself_is_refused(tmp_path: Path) -> None:
    templates = own(tmp_path, "editions/mine.j2", '{% extends "editions/mine.j2" %}')
    with pytest.raises(HouseStyleError, match=r"^editions/mine\.j2:1: error: extends itself; "):
        render(case(edition="mine"), templates=templates)


def test_the_letterhead_file_is_read() -> None:
    head = load_letterhead(OWN / "letterhead.toml")
    assert head.name == "Lighthouse Example Reviews"
    assert head.address == ("1 Invented Pier, Sampleton, CA 90001", "office@lighthouse.example")
    assert (head.logo_text, head.image) == ("A white lighthouse on a blue field", LOGO)
    assert LOGO.startswith(PNG)


def test_every_part_of_a_letterhead_is_optional(tmp_path: Path) -> None:
    empty = tmp_path / "empty.toml"
    empty.write_text("")
    head = load_letterhead(empty)
    assert head == Letterhead()
    assert layout_of(render(case(), letterhead=head).pdf()) == layout_of(render(case()).pdf())


@each_audience
def test_the_page_has_the_letterhead_and_the_description_of_its_logo(audience: Audience) -> None:
    html = render(case(**HEADER, **FOR_PARTIES), audience, letterhead=FULL).html()
    [image] = Images(html).found
    assert image["alt"] == "A lighthouse"
    assert str(image["src"]).startswith("data:image/png;base64,")
    assert [line for line in (FULL.name, *FULL.address) if f"<p>{line}</p>" not in html] == []
    assert Images(render(case(**HEADER), audience).html()).found == []


def test_the_text_letter_has_no_letterhead() -> None:
    assert render(case(), letterhead=FULL).text() == render(case()).text()


@each_audience
@pytest.mark.parametrize("path", every(6, SAMPLES), ids=lambda path: path.stem)
def test_the_letterhead_moves_no_line_and_no_page(path: Path, audience: Audience) -> None:
    printed = printed_pages(render(sample_letter(path, audience).case, audience, letterhead=FULL).pdf())
    head = [line for page in printed for line in page if line.baseline < TEXT_AREA]
    assert [line.text.strip() for line in head] == [FULL.name, *FULL.address]
    assert {line.page for line in head} == {1}
    below = [[(line.text, round(line.baseline, 1)) for line in page if line not in head] for page in printed]
    plain = printed_pages(sample_pdf(path, audience))
    assert below == [[(line.text, round(line.baseline, 1)) for line in page] for page in plain]


@each_audience
def test_a_letter_with_a_letterhead_is_read_back(audience: Audience) -> None:
    whole = case(**HEADER, **FOR_PARTIES)
    assert parse(render(whole, audience, letterhead=FULL).pdf()) == public_part(whole)


def test_markup_in_a_letterhead_is_escaped() -> None:
    strange = '"><img src="file:///etc/passwd"><script>{{ 7*7 }}</script>&amp;'
    head = Letterhead(name=strange, address=(strange,), logo="logo.png", logo_text=strange, image=LOGO)
    html = render(case(), letterhead=head).html()
    [image] = Images(html).found
    assert image["alt"] == strange
    assert html.count("&lt;script&gt;{{ 7*7 }}") == 3
    assert "<script" not in html
    printed = printed_pages(render(case(), letterhead=head).pdf())[0]
    assert [line.text.strip() for line in printed[:2]] == [strange, strange]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('name = "A', "not TOML: "),
        ('nome = "A"', "nome: unknown name; known: name, address, logo, logo_text"),
        ("name = 7", "name: expected a text in quotes; known: name, "),
        ('name = " "', "name: expected words; known: name, "),
        ('address = "1 Pier"', "address: expected a list; known: name, "),
        ('logo = "none.png"\nlogo_text = "A"', "none.png: no such file or directory"),
        ('logo = "no.png"\nlogo_text = "A"', "no.png: not a PNG file"),
        ('logo = "logo.png"', "logo_text is missing: screen readers read it in place of the logo"),
        (
            "address = ['1', '2', '3', '4', '5', '6']",
            "got 6 lines; the margin has room for 5 lines, including the name",
        ),
        ("name = 'A'\naddress = ['1', '2', '3', '4', '5']", "the margin has room for 5 lines"),
    ],
)
def test_an_error_in_the_letterhead_file_is_reported(content: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "no.png").write_bytes(b"GIF89a")
    (tmp_path / "logo.png").write_bytes(LOGO)
    path = tmp_path / "head.toml"
    path.write_text(content)
    with pytest.raises(HouseStyleError, match=re.escape(message)) as caught:
        load_letterhead(path)
    assert str(caught.value).startswith(str(tmp_path))


def test_a_letterhead_file_that_is_missing_or_not_utf_8_is_named(tmp_path: Path) -> None:
    with pytest.raises(HouseStyleError, match=r"none\.toml: no such file"):
        load_letterhead(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"name = '\xff'")
    with pytest.raises(HouseStyleError, match=r"odd\.toml: not TOML"):
        load_letterhead(tmp_path / "odd.toml")


def test_a_letter_of_our_edition_with_an_own_notice_is_read_back() -> None:
    whole = case(**HEADER, **FOR_PARTIES)
    letter = render(whole, "parties", templates=OWN / "templates")
    assert "This determination binds every party" in letter.text(0)
    assert parse(letter.text()) == parse(letter.pdf(), OWN / "templates") == public_part(whole)


def test_a_wrong_letterhead_made_in_python_is_a_house_style_error_without_its_values() -> None:
    with pytest.raises(HouseStyleError, match=r"^letterhead: name: expected a text in quotes; known: name,"):
        Letterhead(name=7)
    assert Letterhead(address=["1 Sample Way"]).address == ("1 Sample Way",)


@pytest.mark.parametrize(
    ("head", "message"),
    [
        (
            Letterhead(name="A", address=["line"] * 5),
            "got 6 lines; the margin has room for 5 lines, including the name",
        ),
        (Letterhead(name="wide " * 60), "is wider than the letter"),
        (
            Letterhead(name="A \N{CHECK MARK}"),
            r"'A \N{CHECK MARK}': U\+2713 .* \(check mark\) cannot be printed in the letter's fonts",
        ),
        (Letterhead(logo="logo.png", logo_text="A"), "the picture of the logo is missing; load_letterhead reads it"),
    ],
)
def test_a_letterhead_made_in_python_that_cannot_be_printed_is_refused(head: Letterhead, message: str) -> None:
    letter = render(case(), letterhead=head)
    for output in (letter.text, letter.html, letter.pdf):
        with pytest.raises(HouseStyleError, match=f"^letterhead: .*{message}"):
            output()


def test_a_letterhead_that_is_a_path_or_an_unknown_audience_is_refused_by_name() -> None:
    with pytest.raises(
        TypeError, match="letterhead: got a value of the type str; expected a Letterhead, such as load_letterhead"
    ):
        render(case(), letterhead="head.toml")  # type: ignore[arg-type] # the mistake
    with pytest.raises(ValueError, match="audience: got another text; expected one of: public, parties"):
        render(case(), "both")  # type: ignore[arg-type] # the mistake


def test_a_letterhead_is_checked_with_the_look_as_it_now_is(tmp_path: Path) -> None:
    head = tmp_path / "letterhead.toml"
    head.write_text('name = "A"\naddress = ["1", "2", "3", "4", "5"]', encoding="utf-8")
    folder = tmp_path / "templates"
    folder.mkdir()
    look = folder / "look.toml"
    look.write_text("[text]\nsize = 11", encoding="utf-8")
    with pytest.raises(HouseStyleError, match="room for 5 lines"):
        load_letterhead(head, folder)
    look.write_text("[letterhead]\nline_height = 9.6\nheight = 60", encoding="utf-8")
    assert load_letterhead(head, folder).address == ("1", "2", "3", "4", "5")
