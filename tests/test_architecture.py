"""The structure of the code: what each package may import from imrletters, from libraries and from the system.

``MAY_IMPORT`` states the dependencies between packages. A test with a violation shows that each check works.
"""

import ast
import subprocess
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Literal, NamedTuple, get_origin

import pytest

import imrletters
from imrletters.resources import PACKAGE

MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "lazy": set(),
    "cache": set(),
    "pydantic_plugins": set(),
    "file_names": set(),
    "arguments": {"errors"},
    "path_names": {"arguments", "errors"},
    "files": set(),
    "case": {"arguments", "errors", "path_names"},
    "readings": set(),
    "screened": set(),
    "resources": {"errors"},
    "toml_file": {"errors"},
    "signing": {"arguments", "errors"},
    "pdf": {"errors"},
    "rendering": {"arguments", "lazy", "path_names", "cache", "errors", "files", "case", "resources", "toml_file"},
    "mtus": {"errors", "path_names", "readings", "resources", "toml_file"},
    "english": {"readings"},
    "lexicon": {"english", "errors", "readings", "resources", "screened", "toml_file", "mtus"},
    "comparison": {"errors", "pdf"},
    "printing": {"lazy", "errors", "files", "case", "resources", "rendering"},
    "settings": {"errors", "toml_file", "printing"},
    "wording": {"resources", "cache", "errors", "case", "rendering", "mtus"},
    "printing.page_check": {"errors", "rendering"},
    "printing.typst": {"errors", "resources", "rendering", "printing", "printing.page_check"},
    "printing.weasyprint": {"errors", "rendering", "printing", "printing.page_check"},
    "workers": {"arguments", "lazy", "pydantic_plugins", "cache", "errors", "printing"},
    "validation": {"arguments", "lazy", "path_names", "errors", "case", "rendering", "wording"},
    "cleaning": {"arguments", "case", "validation"},
    "manifest_names": set(),
    "manifest": {"errors", "path_names"},
    "documents": {"errors", "file_names", "case", "manifest_names", "validation"},
    "parsing": {"arguments", "errors", "path_names", "case", "pdf", "rendering", "wording", "workers", "validation"},
    "letter": {"arguments", "errors", "path_names", "case", "rendering", "printing", "validation", "parsing"},
    "drafts": {"errors", "case", "rendering", "printing", "wording", "validation", "letter"},
    "proofreading": {
        "arguments",
        "path_names",
        "english",
        "errors",
        "readings",
        "screened",
        "resources",
        "toml_file",
        "case",
        "settings",
        "mtus",
        "lexicon",
        "wording",
        "workers",
        "validation",
        "parsing",
    },
    "mailing": {
        "path_names",
        "arguments",
        "lazy",
        "errors",
        "files",
        "case",
        "pdf",
        "manifest",
        "manifest_names",
        "documents",
        "printing",
    },
    "verification.increments": set(),
    "verification": {
        "arguments",
        "path_names",
        "verification.increments",
        "workers",
        "errors",
        "case",
        "manifest",
        "signing",
        "pdf",
        "pictures",
        "rendering",
        "comparison",
        "printing",
        "validation",
        "letter",
        "mailing",
    },
    "pictures": {"pdf"},
    "testing": {
        "arguments",
        "files",
        "case",
        "pdf",
        "pictures",
        "rendering",
        "comparison",
        "printing",
        "wording",
        "validation",
        "letter",
    },
    "batch": {
        "arguments",
        "lazy",
        "errors",
        "file_names",
        "files",
        "case",
        "manifest",
        "manifest_names",
        "rendering",
        "printing",
        "workers",
        "validation",
        "documents",
        "letter",
        "mtus",
        "proofreading",
    },
    "tables": {
        "path_names",
        "errors",
        "files",
        "case",
        "lexicon",
        "mtus",
        "manifest",
        "documents",
        "workers",
        "proofreading",
        "batch",
    },
    "__init__": {
        "lazy",
        "errors",
        "case",
        "cleaning",
        "rendering",
        "mtus",
        "printing",
        "validation",
        "parsing",
        "letter",
        "proofreading",
        "verification",
        "batch",
    },
    "service": {
        "workers",
        "errors",
        "file_names",
        "case",
        "drafts",
        "cleaning",
        "resources",
        "rendering",
        "mtus",
        "manifest",
        "printing",
        "wording",
        "validation",
        "parsing",
        "letter",
        "proofreading",
        "verification",
        "batch",
    },
    "program": {"cli"},
    "cli": {
        "resources",
        "workers",
        "pydantic_plugins",
        "cache",
        "files",
        "errors",
        "case",
        "cleaning",
        "signing",
        "pdf",
        "pictures",
        "rendering",
        "mtus",
        "printing",
        "settings",
        "comparison",
        "manifest",
        "manifest_names",
        "documents",
        "validation",
        "parsing",
        "proofreading",
        "verification",
        "batch",
        "tables",
        "mailing",
        "service",
    },
}
"""The packages that each package may import. A module at the top of imrletters counts as a package."""
ENTRY_POINTS = {"cli", "service", "testing"}
"""The packages called from outside. They may start processes and read the clock and the environment."""
USES_THE_SYSTEM = {*ENTRY_POINTS, "batch", "cache", "files", "pydantic_plugins", "workers"}
"""Besides the entry points, workers are processes, and a batch, the cache and ``files`` read and write files.

``pydantic_plugins`` sets a variable of the environment.
"""
OPEN_PACKAGES = {"cli", "service", "testing"}
"""The packages whose modules other packages may import; of others, they may import what ``__init__`` exports."""
ONLY_IMPORTERS: dict[str, set[str]] = {
    "click": {"cli"},
    "fastapi": {"service"},
    "hypothesis": {"testing"},
    "fontTools": {"printing.font_files", "printing.outlines", "rendering.own_fonts"},
    "jinja2": {
        "rendering.bytecode",
        "rendering.environments",
        "rendering.fields",
        "rendering.metering",
        "rendering.own_environment",
        "rendering.own_blocks",
        "rendering.own_characters",
        "rendering.own_entities",
        "rendering.own_files",
        "rendering.own_folder",
        "rendering.own_names",
        "rendering.template_blocks",
        "rendering.template_folder",
        "rendering.template_relations",
        "rendering.template_scopes",
        "rendering.work_budget",
    },
    "mimeparse": {"service"},
    "pikepdf": {"pdf", "mailing"},
    "pydantic_core": {"case", "printing.typst", "rendering"},
    "pydyf": {"printing.weasyprint"},
    "pyhanko": {"signing"},
    "pypdfium2": {"pictures", "testing"},
    "starlette": {"service"},
    "syrupy": {"testing"},
    "typst": {"printing.typst"},
    "h11": {"service"},
    "uvicorn": {"service"},
    "watchfiles": {"service"},
    "weasyprint": {"printing.weasyprint"},
    "pyarrow": {"tables.parquet_file"},
    "xlsxwriter": {"tables.excel_file"},
}
"""The only packages or modules that may import a library."""
IMPORT_BY_NAME = {"case.model", "cli", "lazy", "printing.engines", "proofreading.registry"}
"""The modules that import others by a name in a string, which ``MAY_IMPORT`` does not show."""
PRIVATE_NAMES = {
    "workers": {"_exit"},  # os._exit is public in spite of its name
    "printing.weasyprint": {"_box", "_config", "_folder", "_page_box", "_ua_stylesheets"},
    "signing": {"_update_meta", "pyhanko.cli._ctx"},
    "testing": {"_syrupy"},  # syrupy has no public access to the report of a run
}
"""The private names of libraries that each package uses: attributes, overridden methods, and imported modules."""
TESTED_ELSEWHERE: dict[str, str] = {
    "manifest_names": "batch/test_folder.py",  # data
    "rendering.own_blocks": "rendering/test_own_folder.py",
    "rendering.own_characters": "rendering/test_own_folder.py",
    "rendering.own_files": "rendering/test_own_folder.py",
    "batch.changes": "cli/test_dry_run.py",
    "batch.content": "batch/test_record.py",
    "batch.earlier": "batch/test_superseded.py",
    "cli.batch_call": "cli/test_dry_run.py",  # data
    "cli.superseded": "batch/test_superseded.py",
    "cli.text_table": "cli/test_find.py",
    "batch.spread": "batch/test_run.py",
    "batch.task": "batch/test_workers.py",  # data
    "cli.page_comparison": "cli/test_compare.py",
    "comparison.difference": "comparison/test_layouts.py",  # the words of messages
    "comparison.places": "comparison/test_layout_places.py",
    "english.names": "english/test_patterns.py",
    "lexicon.table": "lexicon/test_chapters.py",
    "lexicon.anatomy": "lexicon/test_body.py",  # data
    "mailing.letter_file": "mailing/test_print_file.py",  # opened to be merged
    "mailing.letter_tags": "mailing/test_tag_tree.py",
    "pdf.graphics_state": "pdf/test_content.py",
    "pdf.operators": "pdf/test_content.py",
    "parsing.sections": "parsing/test_letter.py",  # read as part of a letter
    "printing.engine": "printing/test_engines.py",  # an interface
    "printing.page_check.content_syntax": "printing/page_check/test_content_stream.py",
    "printing.page_check.graphics_state": "printing/page_check/test_content_stream.py",
    "printing.page_check.shown_text": "printing/page_check/test_content_stream.py",
    "printing.weasyprint.page_breaks": "printing/weasyprint/test_tag_tree.py",
    "proofreading.cited_chapters": "proofreading/rules/test_coverage.py",
    "proofreading.date_wording": "proofreading/test_dated_events.py",  # patterns
    "proofreading.conclusions": "proofreading/rules/test_rationale.py",
    "proofreading.prose.advisory": "proofreading/rules/test_advisory.py",
    "proofreading.prose.clinical": "proofreading/rules/test_facts.py",
    "proofreading.prose.requests": "proofreading/rules/test_requests.py",
    "proofreading.prose.review": "proofreading/rules/test_review.py",
    "proofreading.prose.silence": "proofreading/rules/test_reliance.py",
    "proofreading.prose.sources": "proofreading/rules/test_reliance.py",
    "proofreading.prose.strengths": "proofreading/rules/test_doses.py",  # data
    "proofreading.examples": "proofreading/test_registry.py",  # data
    "proofreading.prose.words": "proofreading/prose/test_passages.py",
    "proofreading.form.agreement": "proofreading/rules/test_sentences.py",
    "proofreading.form.articles": "proofreading/rules/test_sentences.py",
    "proofreading.form.clauses": "proofreading/rules/test_sentences.py",
    "proofreading.form.existence": "proofreading/rules/test_sentences.py",
    "proofreading.form.lists": "proofreading/rules/test_punctuation.py",
    "proofreading.form.punctuation": "proofreading/rules/test_punctuation.py",
    "proofreading.form.reader": "proofreading/rules/test_sentences.py",
    "proofreading.form.report": "proofreading/rules/test_sentences.py",
    "proofreading.form.repetition": "proofreading/rules/test_sentences.py",
    "proofreading.form.sequences": "proofreading/rules/test_sentences.py",
    "proofreading.form.shared_subjects": "proofreading/rules/test_sentences.py",
    "proofreading.form.slip": "proofreading/rules/test_sentences.py",
    "proofreading.form.spelling": "proofreading/rules/test_spelling.py",
    "proofreading.form.template_remnants": "proofreading/rules/test_spelling.py",
    "proofreading.form.terms": "proofreading/rules/test_spelling.py",
    "proofreading.form.word_lists": "proofreading/rules/test_sentences.py",
    "proofreading.rule": "proofreading/test_registry.py",
    "rendering.environments": "rendering/test_templates.py",
    "rendering.fitting": "rendering/test_own_look.py",
    "rendering.metering": "rendering/test_own_environment.py",
    "rendering.operation_costs": "rendering/test_own_environment.py",
    "rendering.template_blocks": "rendering/test_own_folder.py",
    "rendering.template_relations": "rendering/test_own_circles.py",
    "rendering.template_scopes": "rendering/test_own_names.py",
    "rendering.work_budget": "rendering/test_own_environment.py",
    "service.parameters": "service/test_api.py",  # every parameter is sent
    "service.limits": "service/test_request_body.py",  # constants
    "service.safe_headers": "service/test_protocol.py",  # constants
    "workers.limits": "workers/test_worker.py",  # constants
    "workers.task": "workers/test_worker.py",  # runs in the process of a worker
    "service.choices": "service/test_api.py",  # its only caller is the path
    "service.revalidation": "service/test_api.py",
    "service.response_models": "service/test_openapi.py",  # every response is validated
    "testing.strategies": "testing/test_cases.py",
    "testing.unused": "testing/test_plugin.py",
    "wording.wording": "wording/test_learned.py",  # data
}
"""The modules without a test file of their name, and the test file that covers each."""
MOST_LINES = 300
"""The most lines of a module."""
SYSTEM_MODULES = {
    "getpass",
    "http",
    "locale",
    "os",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "tempfile",
    "time",
    "urllib",
    "uuid",
}
SYSTEM_CALLS = {"cwd", "environ", "expanduser", "getcwd", "getenv", "home", "now", "today", "utcnow"}
ALLOWED = {"os.register_at_fork"}
"""Does not read from the system; the lock of the PDF engine uses it."""


class Import(NamedTuple):
    """One import: the module that is named, and the name taken from it ("" for ``import module``)."""

    module: str
    name: str = ""

    @property
    def dotted(self) -> str:
        return f"{self.module}.{self.name}" if self.name else self.module


TESTS = Path(__file__).parent


def module_of(path: Path) -> str:
    """The dotted name of a file below the package: ``parsing/sections.py`` is ``parsing.sections``."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


FILES = {
    module_of(path.relative_to(PACKAGE)): path.read_text(encoding="utf-8") for path in sorted(PACKAGE.rglob("*.py"))
}
"""The code of each module, by its dotted name without ``imrletters``; the package itself is ``__init__``."""


def package_of(module: str) -> str:
    """The package that a module belongs to: the longest name in ``MAY_IMPORT`` that it begins with."""
    parts = module.split(".")
    names = (".".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((name for name in names if name in MAY_IMPORT), "")


@cache  # many tests look at every module
def imports(code: str) -> tuple[Import, ...]:
    """Every import in a module, also inside functions; ``from a import b, c`` gives two."""
    found: list[Import] = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += (Import(name.name) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            found += (Import(f"{'.' * node.level}{node.module or ''}", name.name) for name in node.names)
    return tuple(found)


def own_imports(code: str) -> Iterator[str]:
    """The modules of imrletters that a module imports, by their names in ``FILES``."""
    for each in imports(code):
        if each.module.split(".")[0] != "imrletters":
            continue
        inner = each.module.removeprefix("imrletters").removeprefix(".") or "__init__"
        below = f"{inner}.{each.name}".removeprefix("__init__.")
        yield below if below in FILES else inner


def violations(module: str, code: str) -> Iterator[str]:
    """A message for each forbidden import of a module."""
    package = package_of(module)
    if not package:
        yield f"{module} is in no package: add it to MAY_IMPORT, with the packages that it may import."
        return
    for target in dict.fromkeys(own_imports(code)):
        other = package_of(target)
        if other == package:
            continue
        if other not in MAY_IMPORT[package]:
            users = sorted(name for name, allowed in MAY_IMPORT.items() if other in allowed)
            lower = sorted(MAY_IMPORT[package])
            yield (
                f"{module} imports {target}: the package {package} may not import {other}. "
                f"Move this code to a package that may: {', '.join(users) or 'there is none yet'}."
                + (f" Or move what it needs of {other} to one of: {', '.join(lower)}." if lower else "")
            )
        elif target != other and other not in OPEN_PACKAGES:
            yield f"{module} imports {target}: import it from {other}, which must export it in its __init__."


def inner_cycle(files: Mapping[str, str]) -> list[str]:
    """The modules of a cycle of imports inside a package, or an empty list."""
    graph = {
        module: {
            target
            for target in own_imports(code)
            # a package's __init__ gathers its modules; they do not import it
            if target in files
            and target not in (module, package_of(module))
            and package_of(target) == package_of(module)
        }
        for module, code in files.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def system_uses(code: str) -> set[str]:
    """The uses of the clock, the environment, the network, processes and random numbers in a module."""
    modules = {each.module.split(".")[0] for each in imports(code) if each.dotted not in ALLOWED} & SYSTEM_MODULES
    calls = {node.attr for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Attribute)} & SYSTEM_CALLS
    return modules | calls


def test_every_module_belongs_to_a_package() -> None:
    assert len(FILES) > 90
    unknown = [module for module in FILES if not package_of(module)]
    assert not unknown, f"add to MAY_IMPORT: {', '.join(unknown)}"
    assert [package for package in MAY_IMPORT if not any(package_of(module) == package for module in FILES)] == []


def test_the_table_has_no_cycle() -> None:
    TopologicalSorter(MAY_IMPORT).prepare()
    with pytest.raises(CycleError):
        TopologicalSorter(MAY_IMPORT | {"errors": {"cli"}}).prepare()


def unused_imports(files: Mapping[str, str]) -> dict[str, set[str]]:
    """The packages that each package may import and does not."""
    used: dict[str, set[str]] = {package: set() for package in MAY_IMPORT}
    for module, code in files.items():
        used.setdefault(package_of(module), set()).update(map(package_of, own_imports(code)))
    return {package: left for package, allowed in MAY_IMPORT.items() if (left := allowed - used[package])}


def test_every_allowed_import_is_used() -> None:
    assert unused_imports(FILES) == {}


def test_an_allowed_import_that_is_not_used_is_found() -> None:
    assert unused_imports(FILES | {"toml_file": "import tomllib"}) == {"toml_file": {"errors"}}


@pytest.mark.parametrize("module", FILES)
def test_a_module_imports_only_what_its_package_may(module: str) -> None:
    found = list(violations(module, FILES[module]))
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("case.parties", "from imrletters.rendering import render_text"),
        ("rendering.view", "from imrletters.wording import wording_of"),
        ("rendering.templates", "def f():\n    import imrletters.printing.weasyprint"),
        ("wording.grammar", "from imrletters.validation import faults"),
        ("printing.engines", "from imrletters.printing.weasyprint import ENGINE"),
        ("letter", "from imrletters.printing.weasyprint import ENGINE"),
        ("verification.reprint", "def f():\n    import imrletters.printing.weasyprint"),
        ("parsing.letter", "from imrletters import canonical"),
        ("proofreading.rules.text", "from imrletters.letter import render"),
        ("letter", "from imrletters import cli"),
        ("service.api", "from imrletters.cli.inputs import for_each"),
        ("service.api", "from imrletters.testing.snapshots import TextSnapshot"),
        ("cli.render", "from imrletters.batch.run import render_many"),
    ],
)
def test_a_forbidden_import_is_found(module: str, line: str) -> None:
    [message] = violations(module, line)
    assert message.startswith(f"{module} imports ")


def test_a_violation_names_the_packages_where_the_code_may_be() -> None:
    [message] = violations("case.model", "from imrletters.pdf import Layout")
    assert message.startswith(
        "case.model imports pdf: the package case may not import pdf. Move this code to a package"
    )
    [message] = violations("parsing.letter", "from imrletters.wording.learned import Wording")
    assert message == (
        "parsing.letter imports wording.learned: import it from wording, which must export it in its __init__."
    )


def test_no_package_has_a_cycle_of_imports_inside() -> None:
    assert inner_cycle(FILES) == []


def test_a_cycle_inside_a_package_is_found() -> None:
    planted = FILES | {"batch.render": "from imrletters.batch.run import render_many"}
    assert {"batch.run", "batch.render"} <= {*inner_cycle(planted)}


def hidden_modules(files: Mapping[str, str]) -> set[str]:
    """The modules that are hidden by another export of their package with the same name."""
    return {
        f"{module}.{each.name}"
        for module, code in files.items()
        if any(other.startswith(f"{module}.") for other in files)
        for each in imports(code)
        if each.name and f"{module}.{each.name}" in files and each.module != f"imrletters.{module}"
    }


def test_no_package_exports_a_name_that_hides_one_of_its_modules() -> None:
    assert hidden_modules(FILES) == set()
    planted = FILES | {"pdf": "from imrletters.pdf.tags import layout"}
    assert hidden_modules(planted) == {"pdf.layout"}


def without_tests(modules: Iterable[str], tests: Collection[str]) -> set[str]:
    """The modules that have neither a test file of their name nor an existing one in ``TESTED_ELSEWHERE``."""
    return {module for module in modules if TESTED_ELSEWHERE.get(module, own_test_file(module)) not in tests}


def own_test_file(module: str) -> str:
    """The test file of a module: that of ``parsing.sections`` is ``parsing/test_sections.py``."""
    *packages, name = module.split(".")
    return "/".join([*packages, f"test_{name}.py"])


MODULES = [
    module for module in FILES if module != "__init__" and not any(other.startswith(f"{module}.") for other in FILES)
]
"""The modules that are no packages."""
TEST_FILES = {path.relative_to(TESTS).as_posix() for path in TESTS.rglob("test_*.py")}


def test_every_module_has_a_test_file_of_its_name_or_is_in_the_table() -> None:
    assert len(MODULES) > 100
    assert without_tests(MODULES, TEST_FILES) == set()


def test_every_line_of_the_table_of_tests_is_needed() -> None:
    assert {module for module in TESTED_ELSEWHERE if module not in MODULES} == set()
    assert {module for module in TESTED_ELSEWHERE if own_test_file(module) in TEST_FILES} == set()


def test_a_module_without_a_test_file_is_found() -> None:
    assert without_tests([*MODULES, "pdf.planted"], TEST_FILES) == {"pdf.planted"}
    assert without_tests(MODULES, TEST_FILES - {"pdf/test_objects.py"}) == {"pdf.objects"}
    assert without_tests(MODULES, TEST_FILES - {"printing/test_engines.py"}) == {"printing.engine", "printing.engines"}


def too_long(files: Mapping[str, str]) -> set[str]:
    """The modules with more lines than a reader can keep in mind."""
    return {module for module, code in files.items() if len(code.splitlines()) > MOST_LINES}


def test_no_module_is_too_long() -> None:
    assert too_long(FILES) == set()


def test_a_module_that_is_too_long_is_found() -> None:
    planted = {"pdf.longest": "x = 1\n" * MOST_LINES, "pdf.planted": "x = 1\n" * (MOST_LINES + 1)}
    assert too_long(FILES | planted) == {"pdf.planted"}


def test_no_import_is_relative() -> None:
    assert [(module, each) for module, code in FILES.items() for each in imports(code) if each.module[:1] == "."] == []
    assert list(imports("from . import case")) == [Import(".", "case")]


def importers(files: Mapping[str, str], library: str) -> set[str]:
    """The modules that import a library."""
    return {
        module for module, code in files.items() if library in {each.module.split(".")[0] for each in imports(code)}
    }


def outside(modules: set[str], allowed: set[str]) -> set[str]:
    """The modules that are neither allowed themselves nor in an allowed package."""
    return {module for module in modules if not any(f"{module}.".startswith(f"{each}.") for each in allowed)}


@pytest.mark.parametrize(("library", "allowed"), ONLY_IMPORTERS.items(), ids=ONLY_IMPORTERS)
def test_a_library_is_imported_only_where_allowed(library: str, allowed: set[str]) -> None:
    found = importers(FILES, library)
    strangers = outside(found, allowed)
    assert not strangers, f"{', '.join(strangers)}: {library} may be imported only in {', '.join(sorted(allowed))}"
    assert [place for place in allowed if not any(f"{module}.".startswith(f"{place}.") for module in found)] == []


def test_another_importer_is_found() -> None:
    planted = importers(FILES | {"parsing": "from weasyprint.text import fonts"}, "weasyprint")
    assert outside(planted, ONLY_IMPORTERS["weasyprint"]) == {"parsing"}


def importers_by_name(files: Mapping[str, str]) -> set[str]:
    """The modules that import others by a name in a string."""
    return {module for module, code in files.items() if "import_module" in code or "__import__" in code}


def test_modules_are_imported_by_name_in_few_places_only() -> None:
    assert importers_by_name(FILES) == IMPORT_BY_NAME


@pytest.mark.parametrize(
    "code", ["from importlib import import_module\nimport_module('imrletters.cli')", "__import__('imrletters.cli')"]
)
def test_an_import_by_name_elsewhere_is_found(code: str) -> None:
    assert importers_by_name(FILES | {"letter": code}) == IMPORT_BY_NAME | {"letter"}


@cache  # the planted violations read all files again
def private_names(code: str) -> set[str]:
    """The private names that a module uses of others: attributes, imports, and overridden or inherited methods."""
    found = overridden_names(code) | {
        each.dotted if is_private(each.name) else each.module
        for each in imports(code)
        if any(map(is_private, each.dotted.split(".")))
    }
    for node in ast.walk(ast.parse(code)):
        match node:
            case ast.Attribute(value=ast.Name(id="self" | "cls")):
                continue
            case ast.Attribute(attr=str(name)):
                found |= {name} if is_private(name) else set()
            case ast.Call(
                func=ast.Name(id="getattr" | "hasattr" | "setattr"), args=[_, ast.Constant(value=str(name)), *_]
            ):
                found |= {name} if is_private(name) else set()
    return found


def overridden_names(code: str) -> set[str]:
    """The private names that a class defines or uses and that a class of a library, which it derives from, has."""
    tree = ast.parse(code)
    found: set[str] = set()
    for node in ast.walk(tree):
        if not isinstance(node, ast.ClassDef):
            continue
        names = {each.name for each in node.body if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef)}
        names |= {
            each.attr
            for each in ast.walk(node)
            if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id in ("self", "cls")
        }
        bases = [base for expression in node.bases if (base := library_class(expression, tree))]
        found |= {name for name in names if is_private(name) and any(hasattr(base, name) for base in bases)}
    return found


def library_class(base: ast.expr, tree: ast.Module) -> object:
    """The class of a library that a base of a class names; None for a class of imrletters."""
    module, _, name = ast.unparse(base.value if isinstance(base, ast.Subscript) else base).rpartition(".")
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and not module:
            for each in node.names:
                if name == (each.asname or each.name) and node.module and node.module.split(".")[0] != "imrletters":
                    return getattr(import_module(node.module), each.name)
        elif isinstance(node, ast.Import):
            for each in node.names:
                if module == (each.asname or each.name) and each.name.split(".")[0] != "imrletters":
                    return getattr(import_module(each.name), name)
    return None


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.endswith("__")


def private_names_by_package(files: Mapping[str, str]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for module, code in files.items():
        if names := private_names(code):
            found.setdefault(package_of(module), set()).update(names)
    return found


def test_private_names_of_libraries_are_used_only_where_the_table_states() -> None:
    assert private_names_by_package(FILES) == PRIVATE_NAMES


@pytest.mark.parametrize(
    "code",
    [
        "def f(page):\n    return page._page_box",
        "def f(page):\n    return getattr(page, '_page_box', None)",
        "def f(page):\n    return page.boxes[0]._page_box.width",
        "from weasyprint.text import _fonts",
        "from weasyprint._text.fonts import FontConfiguration",
        "import pydyf._objects",
        "from weasyprint import HTML\nclass Page(HTML):\n    def _ua_stylesheets(self): ...",
        "import weasyprint as w\nclass Page(w.HTML):\n    def _ua_stylesheets(self): ...",
        "from weasyprint import HTML\nclass Page(HTML):\n    def style(self): return self._ua_stylesheets()",
    ],
)
def test_a_private_name_elsewhere_is_found(code: str) -> None:
    assert private_names_by_package(FILES | {"letter": code}).keys() == {*PRIVATE_NAMES, "letter"}


def test_own_private_names_and_special_names_are_not_counted() -> None:
    assert private_names("from __future__ import annotations\nself._x = cls._y = type(self).__name__") == set()
    assert private_names("from weasyprint import HTML\nclass Page(HTML):\n    def _own(self): ...") == set()
    assert private_names("from imrletters.case import Part\nclass Item(Part):\n    def _own(self): ...") == set()


def test_nothing_below_the_entry_points_uses_the_system() -> None:
    below = {module: code for module, code in FILES.items() if package_of(module) not in USES_THE_SYSTEM}
    assert len(below) > 40
    found = [
        f"{module} uses {', '.join(used)}" for module, code in below.items() if (used := sorted(system_uses(code)))
    ]
    assert not found, "only the entry points and batch may use the system:\n" + "\n".join(found)
    assert system_uses(FILES["cli.progress"])


@pytest.mark.parametrize(
    "code",
    [
        "from datetime import date\ndate.today()",
        "import datetime\ndatetime.datetime.now()",
        "import time",
        "from os import environ",
        "def f():\n    import socket",
        "from urllib.request import urlopen",
    ],
)
def test_a_use_of_the_system_is_found(code: str) -> None:
    assert system_uses(code)


def loaded_after(code: str) -> set[str]:
    """The packages loaded in a new Python process after running ``code``."""
    script = f"{code}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_loads_no_heavy_library() -> None:
    loaded = loaded_after("from imrletters import *")
    assert {"imrletters", "jinja2", "pydantic"} <= loaded
    assert not loaded & {"weasyprint", "pikepdf", "pyhanko", "pytest", "click", "fontTools", "fastapi"}


def test_a_heavy_library_is_found() -> None:
    assert {"weasyprint", "fontTools"} <= loaded_after("import imrletters.printing.weasyprint")
    assert "pikepdf" in loaded_after("import imrletters.pdf")
    assert "pyhanko" in loaded_after("import imrletters.signing")
    assert "fastapi" in loaded_after("import imrletters.service.app")


@pytest.mark.parametrize("options", [[], ["--engine", "weasyprint"], ["--engine", "typst"]], ids=" ".join)
def test_writing_a_text_letter_by_command_loads_no_pdf_engine(options: list[str], tmp_path: Path) -> None:
    sample = str(PACKAGE.parents[1] / "samples" / "mixed-decisions.json")
    arguments = ["render", sample, "--format", "text", "-o", str(tmp_path), *options]
    script = f"from imrletters.cli import main\ntry:\n    main({arguments!r})\nexcept SystemExit:\n    pass"
    loaded = loaded_after(script)
    assert (tmp_path / "mixed-decisions.txt").exists()
    assert not loaded & {"weasyprint", "typst", "pikepdf"}


def public(module: ModuleType) -> set[str]:
    """The public names of a module, also those that it imports when they are first used."""
    return {
        name for name in dir(module) if not name.startswith("_") and not isinstance(getattr(module, name), ModuleType)
    }


def test_the_public_names_are_listed_and_sorted() -> None:
    assert len(imrletters.__all__) > 15
    assert public(imrletters) == set(imrletters.__all__)
    assert imrletters.__all__ == sorted(imrletters.__all__)
    assert all(isinstance(function, FunctionType) for function in (imrletters.render, imrletters.parse))


def test_a_public_name_that_is_not_listed_is_found() -> None:
    module = ModuleType("planted")
    vars(module).update({"listed": 1, "_private": 2, "submodule": ast})
    assert public(module) == {"listed"}


def test_every_public_name_has_a_docstring() -> None:
    things = {name: getattr(imrletters, name) for name in imrletters.__all__}
    # a Literal has no docstring
    assert [name for name, thing in things.items() if get_origin(thing) is not Literal and not thing.__doc__] == []
