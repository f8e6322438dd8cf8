"""Errors that stop the commands serve and preview before they start."""

import re
import socket
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from imrletters.cli import main
from imrletters.cli.server import open_socket, open_usual_socket
from imrletters.service import review_page


def test_a_port_in_use_is_an_error() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = CliRunner().invoke(main, ["serve", "--port", str(taken.getsockname()[1])])
    assert result.exit_code == 2
    assert re.search(r"cannot listen on 127\.0\.0\.1, port \d+: address already in use$", result.stderr.strip())


def test_an_invalid_address_is_an_error() -> None:
    result = CliRunner().invoke(main, ["serve", "--host", "nowhere.invalid"])
    assert (result.exit_code, "cannot listen on nowhere.invalid" in result.stderr) == (2, True)


def test_without_the_extra_the_error_names_what_to_install() -> None:
    script = "import sys; sys.modules['uvicorn'] = None\nfrom imrletters.cli import main\nmain(['serve'])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, "pip install 'imrletters[server]'" in done.stderr) == (2, True)


def test_missing_page_libraries_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_page, "FOLDER", tmp_path)
    result = CliRunner().invoke(main, ["serve"])
    assert (result.exit_code, "reinstall imrletters" in result.stderr) == (2, True)


def test_the_usual_port_is_used_while_it_is_free_and_otherwise_another_one(capsys: pytest.CaptureFixture[str]) -> None:
    with open_socket("127.0.0.1", 0) as probe:
        port = probe.getsockname()[1]
    with open_usual_socket("127.0.0.1", port) as first:
        assert first.getsockname()[1] == port
        assert capsys.readouterr().err == ""
        with open_usual_socket("127.0.0.1", port) as second:
            assert second.getsockname()[1] != port
    assert f"port {port}" in capsys.readouterr().err
    with pytest.raises(click.UsageError):
        open_usual_socket("192.0.2.1", 0)
