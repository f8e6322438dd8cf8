"""The installed program imports the command line without garbage collections, and runs it with them."""

import subprocess
import sys
from importlib.metadata import entry_points

SCRIPT = """
import atexit, gc, sys
from imrletters.program import run
early = []
gc.callbacks.append(lambda *_: hasattr(sys.modules.get("imrletters.cli"), "main") or early.append(1))
atexit.register(lambda: print(len(early), gc.isenabled()))
sys.argv = ["imrletters", "--version"]
{call}
"""


def printed(call: str) -> list[str]:
    command = [sys.executable, "-c", SCRIPT.format(call=call)]
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()


def test_the_command_line_is_imported_without_collections() -> None:
    version, collections = printed("run()")
    assert version.startswith("imrletters, version ")
    assert collections == "0 True"


def test_a_collection_during_the_import_is_counted() -> None:
    *_, collections = printed("from imrletters.cli import main; main()")
    assert int(collections.split()[0]) > 0


def test_the_installed_program_is_this_one() -> None:
    [program] = entry_points(group="console_scripts", name="imrletters")
    assert program.value == "imrletters.program:run"
