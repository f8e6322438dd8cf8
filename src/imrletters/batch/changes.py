"""Finds out why a letter that an earlier call made is no longer what this call would make."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace

from imrletters.batch.content import carried_digest, edition_of
from imrletters.batch.options import SUFFIXES, RenderOptions
from imrletters.case import AUDIENCES
from imrletters.documents import Document
from imrletters.manifest import BatchRecord
from imrletters.printing import engine_named

NEW = "new case"
REFUSED_BEFORE = "refused before"
CASE_CHANGED = "case changed"
CASE_REFUSED = "case refused"
CASE_REMOVED = "case removed"
RENAMED = "renamed"
REPLACED = "replaced"
OTHER_FILES = "other formats or copies"
FILE_MISSING = "file missing"
FILE_CHANGED = "file changed"
NO_RECORD = "not made by a batch"
OPTIONS_CHANGED = "options changed"
TOOLCHAIN = {
    "templates": "template changed",
    "own_templates": "template changed",
    "letterhead": "letterhead changed",
    "fonts": "fonts changed",
    "version": "version changed",
    "engine": "PDF engine changed",
    "width": OPTIONS_CHANGED,
    "attached": OPTIONS_CHANGED,
    "check": "check settings changed",
}
"""The reason for each key of ``printed_by`` that differs, the most important first."""
OPTIONS = ("engine", "width", "attached", "check")
"""The keys that the options of a call decide: letters of a call with others are as current as those of this one."""
PRINTING = ("engine", "attached")
"""Those of them on which a PDF depends."""
MADE_ANEW = (NEW, REFUSED_BEFORE, OTHER_FILES, FILE_MISSING, FILE_CHANGED)
"""The reasons to make files that no earlier letter of the same case contradicts."""


def change(
    record: BatchRecord | None,
    document: Document,
    options: RenderOptions,
    toolchain: Mapping[str, str],
    digest_of: Callable[[str], str | None],
) -> str:
    """Why the files of a case have to be made, given the record of an earlier call; "" if they are current.

    ``toolchain`` is that of the case; ``digest_of`` returns the digest of a file of the folder, None if there is none.
    """
    if record is None or not record.files:
        return REFUSED_BEFORE if record else NEW
    names = options.file_names(document.stem)
    if {*names} != record.files.keys():
        if why := outdated(record, document, options):
            return why
        if not record.files.keys() > {*names}:
            return OTHER_FILES
        record = narrowed(record, names, document, options)
    if record.case_digest != carried_digest(document, options.audiences):
        return CASE_CHANGED
    recorded = dict(record.printed_by)
    if options.check is None:
        recorded.pop("check", None)  # proofreading does not change a letter
    if recorded != toolchain:
        differing = (reason for key, reason in TOOLCHAIN.items() if toolchain.get(key) != recorded.get(key))
        return next(differing, OPTIONS_CHANGED)
    return _file_change(record.files, {name: digest_of(name) for name in names})


def _file_change(recorded: Mapping[str, str], found: Mapping[str, str | None]) -> str:
    if found == recorded:
        return ""
    return FILE_MISSING if None in found.values() else FILE_CHANGED


def outdated(record: BatchRecord, document: Document, options: RenderOptions) -> str:
    """Why the files of a call with other options are not those of the case any more; "" if they are."""
    earlier = _options_of(record, document.stem, options)
    if earlier is None:
        return REPLACED
    if record.case_digest != carried_digest(document, earlier.audiences):
        return CASE_CHANGED
    toolchain = earlier.toolchain(edition_of(document))
    keys = (key for key in TOOLCHAIN if key not in OPTIONS)
    return next((TOOLCHAIN[key] for key in keys if toolchain.get(key) != record.printed_by.get(key)), "")


def narrowed(record: BatchRecord, names: Collection[str], document: Document, options: RenderOptions) -> BatchRecord:
    """The record of some of the files of a record, which are current: as if a call had made only these."""
    narrow = record.only(names)
    earlier = _options_of(narrow, document.stem, options)
    if earlier is None:
        return narrow
    toolchain = earlier.toolchain(edition_of(document))
    printed_by = {
        key: value if key in OPTIONS else toolchain.get(key, value) for key, value in record.printed_by.items()
    }
    if "pdf" not in earlier.formats:
        printed_by.pop("engine", None)
    case_digest = carried_digest(document, earlier.audiences)
    return narrow.model_copy(update={"printed_by": printed_by, "case_digest": case_digest})


def prints_the_same(
    record: BatchRecord, document: Document, options: RenderOptions, toolchain: Mapping[str, str]
) -> bool:
    """Whether this call would print the PDFs of a record again byte for byte."""
    same = all(record.printed_by.get(key) == toolchain.get(key) for key in PRINTING)
    return same and not outdated(record, document, options)


def _options_of(record: BatchRecord, stem: str, options: RenderOptions) -> RenderOptions | None:
    """The copies, formats and engine with which the files of a record were made; None for files with other names."""
    every = replace(options, audiences=AUDIENCES, formats=tuple(SUFFIXES))
    made = [(audience, form) for audience, form, name in every.files(stem) if name in record.files]
    if not made:
        return None
    return replace(
        options,
        audiences=tuple(dict.fromkeys(audience for audience, _ in made)),
        formats=tuple(dict.fromkeys(form for _, form in made)),
        engine=engine_named(record.printed_by.get("engine", "").partition(" ")[0]) or options.engine,
    )
