"""Our templates as bytecode in the cache, and those of organizations never."""

import subprocess
import sys
from pathlib import Path

from tests.planted import COPY, plant
from tests.support import SAMPLES

CODE = """
import sys
from pathlib import Path
from imrletters import cache, load_case, render
import jinja2
compiled = []
original = jinja2.Environment.compile
def compile(self, source, name=None, *rest, **named):
    compiled.append(name)
    return original(self, source, name, *rest, **named)
jinja2.Environment.compile = compile
cache.use_folder(Path({folder!r}))
letter = render(load_case({case!r}), templates={templates!r} and Path({templates!r}))
sys.stdout.write(letter.text() + letter.html())
sys.stderr.write(" ".join(compiled))
"""


def rendered(folder: Path, templates: Path | None = None) -> tuple[str, list[str]]:
    """The letter of a sample rendered by a new process, and the templates that it compiled."""
    code = CODE.format(folder=str(folder), case=str(SAMPLES[0]), templates=templates and str(templates))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr.split()


def test_a_second_process_compiles_nothing_and_renders_the_same(tmp_path: Path) -> None:
    first, compiled = rendered(tmp_path)
    assert {"letter.j2", "text.j2", "html.j2"} <= set(compiled)
    assert rendered(tmp_path) == (first, [])


def test_what_is_no_bytecode_is_compiled_again(tmp_path: Path) -> None:
    first, _ = rendered(tmp_path)
    for file in tmp_path.iterdir():
        file.write_bytes(b"")
    assert rendered(tmp_path)[0] == first


def test_templates_of_an_organization_are_never_kept(tmp_path: Path) -> None:
    templates = plant(tmp_path / "templates", mine=COPY)
    folder = tmp_path / "cache"
    rendered(folder)
    before = sorted(folder.iterdir())
    assert rendered(folder, templates)[1]
    assert sorted(folder.iterdir()) == before
    assert "letter.j2" in rendered(folder, templates)[1]


def test_a_folder_that_cannot_be_written_changes_nothing(tmp_path: Path) -> None:
    expected, _ = rendered(tmp_path / "cache")
    (tmp_path / "file").touch()
    assert rendered(tmp_path / "file" / "cache")[0] == expected
