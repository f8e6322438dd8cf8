"""``imrletters find``: finds the letters of a case in the manifests of a folder."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from imrletters.cli.inputs import for_each
from imrletters.cli.options import FOLDER
from imrletters.cli.text_table import table
from imrletters.documents import is_superseded
from imrletters.errors import escaped
from imrletters.manifest import BatchRecord, read_manifest
from imrletters.manifest_names import JOURNAL, MANIFEST
from imrletters.printing import digest

UNFINISHED = "the batch in this folder is not finished; letters that it has made so far are not found"
TITLES = ("file", "pages", "state", "digest")


@dataclass(frozen=True)
class Found:
    """One letter file of a case, or a case without a letter.

    ``state`` is "current", "outdated" (of an earlier state of the case), "superseded" (moved to that folder), "refused"
    (the case has problems and no letter), "missing" (the file is not in the folder) or "changed" (its content is not
    that of the manifest). ``reason`` states why a letter is outdated, or the problems of a refused case.
    """

    file: str | None
    pages: int | None
    state: str
    digest: str | None
    reason: str


@click.command("find")
@click.argument("case_number")
@click.argument("folders", nargs=-1, required=True, type=FOLDER, metavar="FOLDER...")
@click.option("--json", "as_json", is_flag=True, help="Print JSON in place of a table.")
def find_command(case_number: str, folders: tuple[Path, ...], *, as_json: bool) -> None:
    """Find the letters of a case in the manifests of a folder.

    The states are current, outdated, superseded, refused, missing and changed (see docs/batch.md). A folder whose
    batch is not finished, and a manifest that cannot be read, are named on standard error.

    Exit codes: 0 found, 1 not found or a manifest cannot be read, 2 wrong usage.
    """
    found: list[Found] = []
    manifests = [manifest for folder in folders for manifest in sorted(folder.rglob(MANIFEST))]
    unfinished = [journal.parent for folder in folders for journal in sorted(folder.rglob(JOURNAL))]
    code = for_each(manifests, lambda manifest: found.extend(letters_of(case_number, manifest)))
    if as_json:
        click.echo(json.dumps([asdict(each) for each in found], indent=2))
    elif found:
        rows = [(each.file or "-", str(each.pages or "-"), each.state, each.digest or "-") for each in found]
        click.echo(table(TITLES, rows), nl=False)
        for each in found:
            if each.reason:
                click.echo(f"{escaped(each.file or case_number)}: {escaped(each.reason)}", err=True)
    for folder in unfinished:
        click.echo(f"{escaped(str(folder))}: {UNFINISHED}", err=True)
    if not found:
        names = ", ".join(str(folder) for folder in folders)
        other = "other " if code else ""
        click.echo(f"no {other}manifest in {names} names the case {escaped(case_number)}", err=True)
        code = 1
    sys.exit(code)


def letters_of(case_number: str, manifest: Path) -> Iterator[Found]:
    """The letters of a case in a manifest. Raises DataError and OSError if it cannot be read."""
    for record in read_manifest(manifest, BatchRecord):
        if record.case_number == case_number:
            yield from _files(record, manifest)


def _files(record: BatchRecord, manifest: Path) -> Iterator[Found]:
    state = "superseded" if is_superseded(manifest.parent) else record.state
    if not record.files:
        yield Found(None, None, state, None, "; ".join(record.problems))
    for name, recorded in record.files.items():
        path = manifest.parent / name
        try:
            on_disk = "" if digest(path.read_bytes()) == recorded else "changed"
        except OSError:
            on_disk = "missing"
        yield Found(str(path), record.pages.get(name), on_disk or state, recorded, record.outdated)
