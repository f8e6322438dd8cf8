"""What the workers of a batch have computed before they are forked."""

import subprocess
import sys
from pathlib import Path

PROGRAM = """
import sys
from imrletters.batch.run import MODULES
from imrletters.rendering import editions
from imrletters.workers import process_pool, warm_up
from imrletters.wording.known import wording_of

def learned():
    return wording_of.cache_info().currsize == len(editions())

def can_print():
    return [name for name in ("weasyprint", "typst") if name in sys.modules]

if __name__ == "__main__":
    with process_pool(1, warm_up, modules=MODULES) as pool:
        print(learned(), pool.submit(learned).result(), pool.submit(can_print).result())
"""


def test_the_workers_of_a_batch_start_with_the_wordings_and_have_printed_nothing(tmp_path: Path) -> None:
    program = tmp_path / "main.py"
    program.write_text(PROGRAM)
    done = subprocess.run([sys.executable, program], capture_output=True, text=True, check=True)
    assert done.stdout == "False True []\n"
