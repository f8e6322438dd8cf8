"""The built wheel, installed without access to the checkout and the network."""

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from imrletters import load_case, render
from tests.clean import build_wheel, make_environment, make_minimal_environment, run
from tests.support import ROOT, SAMPLES, sample_letter, sample_pdf

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def clean(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_environment(wheel, tmp_path_factory.mktemp("clean"))


def missing_from(names: set[str]) -> set[str]:
    """The files of the checkout that are missing from ``names``, the files of a wheel."""
    expected = {
        f"imrletters/_data/{path.relative_to(ROOT)}"
        for name in ("templates", "schemas", "docs")
        for path in (ROOT / name).rglob("*.*")
        if path.is_file()
    }
    code = ROOT / "src"
    expected |= {str(path.relative_to(code)) for path in code.rglob("*") if path.is_file() and path.suffix != ".pyc"}
    return {name for name in expected if ".egg-info" not in name} - names


def test_the_wheel_contains_every_file(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    assert missing_from(names) == set()
    needed = {
        "imrletters/_data/templates/letter.j2",
        "imrletters/_data/templates/letter.css",
        "imrletters/_data/templates/look.toml",
        "imrletters/_data/templates/editions/2016.j2",
        "imrletters/_data/schemas/case.schema.json",
        "imrletters/_data/docs/embedding.md",
        "imrletters/fonts/IMRSerif-Regular.ttf",
        "imrletters/fonts/LICENSE",
        "imrletters/py.typed",
    }
    assert needed <= names
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert not [name for name in names if name.startswith(("tests", "samples", "tools"))]


def test_a_missing_file_is_detected(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for name in ("imrletters/_data/templates/text.j2", "imrletters/fonts/metrics.json"):
        assert missing_from(names - {name}) == {name}


VENDOR = "imrletters/service/page/vendor"
LIBRARIES = {
    "combobox-nav": ("index.js", "Permission is hereby granted"),
    "lit-html": ("lit-html.js", "BSD 3-Clause License"),
    "pdfjs-dist": ("pdf.worker.min.mjs", "Apache License"),
}


@pytest.mark.parametrize("library", LIBRARIES)
def test_the_wheel_contains_the_libraries_of_the_page_and_their_licences(library: str, wheel: Path) -> None:
    file, licence = LIBRARIES[library]
    with zipfile.ZipFile(wheel) as archive:
        assert len(archive.read(f"{VENDOR}/{library}/{file}")) > 5000
        assert licence in archive.read(f"{VENDOR}/{library}/LICENSE").decode()


def test_the_wheel_contains_no_other_npm_packages(wheel: Path) -> None:
    names = [name for name in zipfile.ZipFile(wheel).namelist() if name.startswith(f"{VENDOR}/")]
    assert {name.removeprefix(f"{VENDOR}/").split("/")[0] for name in names} == {*LIBRARIES, "package-lock.sha256"}
    assert len(names) < 20


def build(what: str, source: Path, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Builds a source tree without npm on the PATH."""
    command = [sys.executable, "-m", "build", "--no-isolation", what, "--outdir", str(folder), str(source)]
    environment = {"PATH": str(folder), "HOME": str(folder)}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment)


def test_the_sdist_builds_the_same_wheel_without_npm(wheel: Path, tmp_path: Path) -> None:
    assert build("--sdist", ROOT, tmp_path).returncode == 0
    [sdist] = tmp_path.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        assert not [name for name in archive.getnames() if "node_modules" in name]
        archive.extractall(tmp_path, filter="data")
    unpacked = tmp_path / sdist.name.removesuffix(".tar.gz")
    done = build("--wheel", unpacked, tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    [built] = tmp_path.glob("*.whl")
    with zipfile.ZipFile(built) as rebuilt, zipfile.ZipFile(wheel) as original:
        assert {one.filename: one.CRC for one in rebuilt.infolist() if VENDOR in one.filename} == {
            one.filename: one.CRC for one in original.infolist() if VENDOR in one.filename
        }
        assert set(rebuilt.namelist()) == set(original.namelist())
    stamp = unpacked / "src" / VENDOR / "package-lock.sha256"
    stamp.write_text("another digest\n")
    refused = build("--wheel", unpacked, tmp_path)
    assert refused.returncode != 0
    assert "npm was not found" in refused.stdout + refused.stderr


def test_the_installed_package_runs_from_the_wheel(clean: Path, tmp_path: Path) -> None:
    script = (
        "import imrletters, imrletters.resources as r; print(imrletters.__file__); print(r.data_folder('templates'))"
    )
    done = run(clean / "python", "-c", script, folder=tmp_path)
    assert done.stderr == ""
    lines = done.stdout.split()
    assert len(lines) == 2
    assert all(Path(line).is_relative_to(clean.parent) for line in lines)


def test_use_of_the_network_is_detected(clean: Path, tmp_path: Path) -> None:
    script = "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')"
    done = run(clean / "python", "-c", script, folder=tmp_path)
    assert done.returncode != 0
    assert "the network was used" in done.stderr


def test_the_installed_wheel_renders_and_parses_without_network(clean: Path, tmp_path: Path) -> None:
    sample = next(path for path in SAMPLES if path.stem == "mixed-decisions")
    done = run(
        clean / "imrletters", "render", sample, "-o", tmp_path, "--format", "text", "--format", "pdf", folder=tmp_path
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "mixed-decisions.txt").read_text(encoding="utf-8") == sample_letter(sample).text()
    assert (tmp_path / "mixed-decisions.pdf").read_bytes() == sample_pdf(sample)
    parsed = run(clean / "imrletters", "parse", "mixed-decisions.pdf", folder=tmp_path)
    assert parsed.stdout == sample_letter(sample).case.to_json()
    schema = run(clean / "imrletters", "schema", folder=tmp_path)
    assert schema.stdout == (ROOT / "schemas" / "case.schema.json").read_text(encoding="utf-8")


def without_pango(folder: Path) -> dict[str, str]:
    """Environment variables with which Pango cannot be loaded: the system finds an empty file in its place."""
    (folder / "libpango-1.0.so.0").touch()
    return {"LD_LIBRARY_PATH": str(folder)}


def test_the_wheel_with_the_extra_typst_prints_without_pango(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    programs = make_minimal_environment(wheel, tmp_path_factory.mktemp("typst"), "typst")
    sample = next(path for path in SAMPLES if path.stem == "mixed-decisions")
    command = (programs / "imrletters", "render", sample, "-o", tmp_path, "--format", "pdf", "--engine")
    variables = without_pango(tmp_path)
    done = run(*command, "typst", folder=tmp_path, variables=variables)
    assert (done.returncode, done.stderr) == (0, "")
    expected = render(load_case(sample), engine="typst").pdf()
    assert (tmp_path / "mixed-decisions.pdf").read_bytes() == expected
    parsed = run(programs / "imrletters", "parse", "mixed-decisions.pdf", folder=tmp_path, variables=variables)
    assert parsed.stdout == sample_letter(sample).case.to_json()
    refused = run(*command, "weasyprint", folder=tmp_path, variables=variables)
    assert refused.returncode == 1
    assert "the PDF engine weasyprint is not installed completely" in refused.stderr
    assert "libpango" in refused.stderr
    assert "--engine typst" in refused.stderr


def test_without_the_extra_and_pango_the_error_names_both_engines(
    wheel: Path, tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    programs = make_minimal_environment(wheel, tmp_path_factory.mktemp("none"))
    command = (programs / "imrletters", "render", SAMPLES[0], "-o", tmp_path, "--format", "pdf")
    variables = without_pango(tmp_path)
    for options, other in (((), "typst"), (("--engine", "typst"), "weasyprint")):
        done = run(*command, *options, folder=tmp_path, variables=variables)
        assert done.returncode == 1
        assert f"--engine {other}" in done.stderr
        assert "apt install libpango-1.0-0" in done.stderr
        assert "pip install 'imrletters[typst]'" in done.stderr
    text = run(*command[:-1], "text", folder=tmp_path, variables=variables)
    assert (text.returncode, text.stderr) == (0, "")
    assert (tmp_path / f"{SAMPLES[0].stem}.txt").read_text(encoding="utf-8") == sample_letter(SAMPLES[0]).text()
