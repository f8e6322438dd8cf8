"""Makes texts into file names that every system accepts and that stay inside their folder."""

import re
import unicodedata
from hashlib import sha256

RESERVED_CHARACTERS = frozenset('<>:"/\\|?*')
"""Separators of paths, and characters that Windows does not allow in a name."""
RESERVED_NAMES = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]) *(?:\.|$)", re.IGNORECASE
)
"""Names of devices of Windows, with any ending."""
NOT_UTF8 = range(0xDC80, 0xDD00)
"""The characters by which Python represents the bytes of a file name that are not UTF-8."""
LONGEST = 200
"""The maximum number of bytes of a shortened name. File systems allow 255, with the endings."""


def safe_name(text: str) -> str:
    """The text as the beginning of a file name; each character that could do harm is written as %XX."""
    name = "".join(map(_safe_character, text)) or "%"
    if name[0] in ". " or RESERVED_NAMES.match(name):
        name = f"%{ord(name[0]):02X}{name[1:]}"
    return name


def short_name(text: str) -> str:
    """A safe name of at most ``LONGEST`` bytes; a longer text is cut off and marked with its digest."""
    name = safe_name(text)
    data = name.encode(errors="surrogatepass")
    if len(data) <= LONGEST:
        return name
    mark = sha256(text.encode(errors="surrogatepass")).hexdigest()[:16]
    return f"{data[: LONGEST - 17].decode(errors='ignore')}~{mark}"


def comparable(name: str) -> str:
    """The name as file systems compare it that ignore capitals and the composition of accents."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFD", name).casefold())


def _safe_character(character: str) -> str:
    plain = character.isprintable() or ord(character) in NOT_UTF8
    if plain and character not in RESERVED_CHARACTERS:
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode(errors="surrogatepass"))
