"""The PDF engine WeasyPrint. Everything that uses WeasyPrint or pydyf, public or internal, is in this package.

These places use internals of WeasyPrint or pydyf. Each states its reason, and what to check at an upgrade:

- ``layout``: overrides ``HTML._ua_stylesheets`` to print with a short default style sheet.
- ``setup``: replaces ``FontConfiguration._config``, so that no system font is used; removes its ``_folder``;
  declares a function of Fontconfig in ``weasyprint.text.ffi``; reads the files ``html5_ua.css`` and ``sRGB2014.icc`` of
  WeasyPrint.
- ``page_breaks``: reads the layout boxes of a page (``Page._page_box`` and ``AbsolutePlaceholder._box``).
- ``writer``: replaces ``DocumentMetadata.generate_rdf_metadata``; changes the PDF objects before they are written, and
  replaces them by objects whose bytes are computed once.
- ``tag_tree``: changes the tag tree that WeasyPrint makes.
- ``versions``: calls Pango and HarfBuzz through ``weasyprint.text.ffi``.
- ``lock``: is needed because of the font map that WeasyPrint's threads share.

The versions of both libraries are therefore limited in ``pyproject.toml``.
"""

try:
    from imrletters.printing.weasyprint.engine import WeasyPrint
except OSError as error:  # a library that is not a Python package
    raise ImportError(str(error)) from error

from imrletters.printing import Engine

ENGINE: Engine = WeasyPrint()

__all__ = ["ENGINE"]
