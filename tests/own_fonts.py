"""Makes fonts for tests: the bundled ones under other names, with other widths and other faults."""

from functools import cache
from io import BytesIO
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.misc.psCharStrings import T2CharString
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

from imrletters.resources import font_folder

LOOK = '[fonts]\ntext = "Example.ttf"\ntext_bold = "Example-Bold.ttf"\n'
FAMILY = "Example Serif"
STANDARD = {ord("e"): "e", 0xB4: "acute"}
"""The standard names of the glyphs that the program of another one can draw."""
ACUTE = 0xC2
"""The acute accent in Adobe's standard encoding."""

LAYOUT = """
languagesystem DFLT dflt;
feature liga {{ sub {f} {i} by {ß}; }} liga;
feature ccmp {{ sub {˥} {˩} by {ß}; sub {t} by {f} {i}; }} ccmp;
feature kern {{ pos {A} {V} -300; }} kern;
feature mark {{ pos {o} <0 500 900 0>; }} mark;
"""
"""The features of the example font. Programs that shape text use ``ccmp`` and ``mark`` even without ligatures."""


@cache
def example_font(
    style: str = "Regular",
    widening: float = 1.1,
    without: str = "",
    blank: str = "",
    shared: tuple[str, ...] = (),
) -> bytes:
    """A font with the outlines of IMR Serif, and tables that join, replace and move some of its glyphs.

    Its characters are as wide as those times ``widening``. It lacks the characters of ``without``, draws nothing for
    those of ``blank``, and draws those of a text in ``shared`` with the glyph of the first one.
    """
    font = opened((font_folder() / f"IMRSerif-{style}.ttf").read_bytes())
    metrics, names = font["hmtx"], font.getBestCmap()
    layout = LAYOUT.format_map({chr(code): name for code, name in names.items()})
    for glyph, (width, bearing) in list(metrics.metrics.items()):
        metrics[glyph] = (round(width * widening), bearing)
    for record in font["name"].names:
        if record.nameID in (1, 16):
            record.string = FAMILY
    for table in font["cmap"].tables:
        for character in without:
            table.cmap.pop(ord(character), None)
        for group in shared:
            table.cmap |= {ord(character): names[ord(group[0])] for character in group}
    for character in blank:
        glyph = font["glyf"][names[ord(character)]]
        glyph.__dict__.clear()
        glyph.numberOfContours = 0
    addOpenTypeFeaturesFromString(font, layout)
    return saved(font)


@cache
def postscript_font(style: str = "Regular", *, composed: bool = False) -> bytes:
    """An example font with PostScript outlines, 1000 units to the type size, of the characters of Latin-1.

    With ``composed``, the program of the character é names two others, which are drawn in its place.
    """
    source = opened(example_font(style))
    names, drawn, scale = source.getBestCmap(), source.getGlyphSet(), 1000 / source["head"].unitsPerEm
    cmap = {code: (STANDARD if composed else {}).get(code, f"glyph{code}") for code in names if code < 256}
    outlines = {}
    for code, name in {0: ".notdef", **cmap}.items():
        pen = T2CharStringPen(None, drawn)
        drawn[names.get(code, ".notdef")].draw(TransformPen(pen, (scale, 0, 0, scale, 0, 0)))
        outlines[name] = pen.getCharString()
    if composed:
        outlines[cmap[0xE9]] = T2CharString(program=[0, 0, ord("e"), ACUTE, "endchar"])
    builder = FontBuilder(1000, isTTF=False)
    builder.setupGlyphOrder([*outlines])
    builder.setupCharacterMap(cmap)
    builder.setupCFF(f"Example-{style}", {}, outlines, {})
    widths = {
        name: round(drawn[names.get(code, ".notdef")].width * scale) for code, name in {0: ".notdef", **cmap}.items()
    }
    builder.setupHorizontalMetrics({name: (width, 0) for name, width in widths.items()})
    builder.setupHorizontalHeader(ascent=891, descent=-216)
    builder.setupOS2(usWeightClass=700 if style == "Bold" else 400)
    builder.setupNameTable({"familyName": FAMILY, "styleName": style})
    builder.setupPost()
    return saved(builder.font)


def opened(data: bytes) -> TTFont:
    """The font of a file."""
    return TTFont(BytesIO(data), recalcTimestamp=False)


def saved(font: TTFont) -> bytes:
    """The file of a font."""
    file = BytesIO()
    font.save(file)
    return file.getvalue()


def with_fonts(folder: Path, look: str = LOOK, /, **fonts: bytes) -> Path:
    """The folder of templates with a look, and with font files by the role of the font in the look LOOK.

    Without one, the file of a role is an example font.
    """
    (folder / "fonts").mkdir(parents=True, exist_ok=True)
    (folder / "look.toml").write_text(look, encoding="utf-8")
    (folder / "fonts" / "Example.ttf").write_bytes(fonts.get("text") or example_font())
    (folder / "fonts" / "Example-Bold.ttf").write_bytes(fonts.get("text_bold") or example_font("Bold"))
    return folder
