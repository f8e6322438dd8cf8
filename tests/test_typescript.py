"""TypeScript types are generated from the schema of a case, as docs/embedding.md describes, and samples have them."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from imrletters.case import case_schema_text
from tests.support import ROOT, SAMPLES

pytestmark = pytest.mark.long
GENERATOR = ROOT / "tools" / "types" / "node_modules" / ".bin" / "json2ts"
COMPILER = ROOT / "tools" / "page" / "node_modules" / ".bin" / "tsc"
PROGRAM = 'import type { Case } from "./case.ts";\nexport const determination: Case = '


def run(folder: Path, *command: object) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([*map(str, command)], cwd=folder, capture_output=True, text=True, check=False)


def compiled(folder: Path, data: str) -> "subprocess.CompletedProcess[str]":
    """Compiles a program with a case."""
    (folder / "program.ts").write_text(f"{PROGRAM}{data};\n", encoding="utf-8")
    options = ("--strict", "--noEmit", "--allowImportingTsExtensions", "--lib", "es2022", "--types", "")
    return run(folder, COMPILER, *options, "program.ts")


@pytest.fixture
def types(tmp_path: Path) -> Path:
    """A folder with the types of a case."""
    if not GENERATOR.exists():
        missing = "no json-schema-to-typescript found: tools/setup types installs it"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    (tmp_path / "case.schema.json").write_text(case_schema_text(), encoding="utf-8")
    done = run(tmp_path, GENERATOR, "case.schema.json", "case.ts")
    assert done.returncode == 0, done.stderr
    return tmp_path


def test_samples_have_the_generated_types(types: Path) -> None:
    text = (types / "case.ts").read_text(encoding="utf-8")
    assert re.search(r"^export interface Case \{$", text, re.MULTILINE)
    assert "The decision about the utilization review denial" in text
    for sample in SAMPLES:
        done = compiled(types, sample.read_text(encoding="utf-8"))
        assert (done.returncode, done.stdout) == (0, ""), sample.name


def test_a_wrong_decision_and_an_unknown_key_do_not_compile(types: Path) -> None:
    [sample] = [path.read_text(encoding="utf-8") for path in SAMPLES if path.stem == "one-item-upheld"]
    for right, wrong in (('"Upheld"', '"Denied"'), ('"edition"', '"editions"')):
        done = compiled(types, sample.replace(right, wrong))
        assert done.returncode != 0
        assert wrong.strip('"') in done.stdout
