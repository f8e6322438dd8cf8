"""The steps of the container run as scripts: where no container can be built, these tests run the same lines.

The service runs with a read-only root, temporary files in a tmpfs, no capabilities and no new privileges, and behind
nginx with the configuration of the compose file.
"""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.support import ROOT

pytestmark = pytest.mark.long
CONTAINER = ROOT / "container"
SAMPLE = ROOT / "samples" / "mixed-decisions.json"
READ_ONLY = """
mount --make-rprivate / || exit 99
mount -t tmpfs -o size=512m,nosuid,nodev,noexec tmpfs "$TMPDIR" && mount -o remount,bind,ro / || exit 99
! touch "$IMRLETTERS_HOME/written" 2>/dev/null || exit 98
exec setpriv --no-new-privs --bounding-set=-all --inh-caps=-all sh "$0" "$@"
"""
TRIED = ["unshare", "-m", "sh", "-c", "mount --make-rprivate / && mount -o remount,bind,ro /"]
CAN_UNSHARE = os.getuid() == 0 and not subprocess.run(TRIED, check=False, capture_output=True).returncode
LAUNCH = ["unshare", "-m", "sh", "-c", READ_ONLY] if CAN_UNSHARE else ["sh"]
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")


def required(what: object, missing: str) -> None:
    """Skips the test without something; in CI it fails."""
    if not what:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What ``make dist`` makes."""
    folder = tmp_path_factory.mktemp("dist")
    done = subprocess.run(["sh", "tools/dist", folder], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "twine upload" in done.stderr
    return folder


@pytest.fixture(scope="module")
def home(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment of the image, as its first stage makes it."""
    folder = tmp_path_factory.mktemp("image") / "imrletters"
    command = ["sh", str(CONTAINER / "install"), str(folder), str(built / "wheelhouse")]
    done = subprocess.run(
        command, env=os.environ | {"PYTHON": sys.executable}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return folder


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def running(command: list[str], folder: Path, **variables: str) -> Iterator["subprocess.Popen[bytes]"]:
    with (folder / "log").open("wb") as log, ExitStack() as stack:
        process = subprocess.Popen(command, cwd=folder, env=os.environ | variables, stdout=log, stderr=log)
        stack.callback(process.wait, 30)
        stack.callback(process.terminate)
        yield process


@contextmanager
def service(home: Path, folder: Path) -> Iterator[dict[str, str]]:
    """The service as the container starts it; yields the variables of ``container/health``."""
    (folder / "tmp").mkdir()
    variables = {
        "IMRLETTERS_HOME": str(home),
        "IMRLETTERS_HOST": "127.0.0.1",
        "IMRLETTERS_PORT": str(free_port()),
        "IMRLETTERS_NAMES": "letters.example other.example",
        "TMPDIR": str(folder / "tmp"),
    }
    with running([*LAUNCH, str(CONTAINER / "serve"), "--workers", "2"], folder, **variables) as process:
        for _ in range(300):
            if process.poll() is not None or healthy(variables):
                break
            time.sleep(0.3)
        assert process.poll() is None, (folder / "log").read_text()
        yield variables


def healthy(variables: dict[str, str]) -> bool:
    command = ["sh", str(CONTAINER / "health")]
    return not subprocess.run(command, env=os.environ | variables, capture_output=True, check=False).returncode


def smoke(*arguments: object) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(CONTAINER / "smoke"), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_service_answers_with_a_read_only_root(home: Path, short_path: Path) -> None:
    with service(home, short_path) as variables:
        assert healthy(variables)
        done = smoke(f"http://127.0.0.1:{variables['IMRLETTERS_PORT']}", SAMPLE)
        assert (done.returncode, done.stderr) == (0, "")
    assert not healthy(variables)


def make_keys(folder: Path) -> Path:
    """A folder with a certificate for this test, its key, and one user."""
    folder.mkdir()
    certificate = ("-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "1")
    files = ("-keyout", str(folder / "key.pem"), "-out", str(folder / "certificate.pem"))
    request = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *certificate, *files]
    subprocess.run(request, check=True, capture_output=True)
    hashed = subprocess.run(["openssl", "passwd", "-apr1", "quay"], check=True, capture_output=True, text=True).stdout
    (folder / "users").write_text(f"harbor:{hashed}")
    return folder


def smoke_through_proxy(configuration: str, folder: Path) -> tuple[int, str, str]:
    """The exit code and the error of the smoke test through nginx, and the log of nginx."""
    folder.mkdir()
    port = int(configuration.split("listen 127.0.0.1:")[1].split(maxsplit=1)[0])
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    paths = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "" if os.getuid() else "user root; "  # otherwise nginx could not read pytest's folders
    main = f"{user}daemon off; pid {folder}/pid; error_log stderr;\nevents {{}}\nhttp {{\n{paths}{configuration}}}\n"
    (folder / "nginx.conf").write_text(main)
    with running([str(NGINX), "-c", str(folder / "nginx.conf"), "-p", str(folder)], folder) as process:
        for _ in range(50):
            with socket.socket() as client:
                if process.poll() is not None or not client.connect_ex(("127.0.0.1", port)):
                    break
            time.sleep(0.1)
        done = smoke(f"https://localhost:{port}", SAMPLE, "harbor:quay", folder.with_name("keys") / "certificate.pem")
    return done.returncode, done.stderr, (folder / "log").read_text()


def test_the_proxy_requires_the_sign_in_and_passes_requests_on(home: Path, short_path: Path) -> None:
    required(NGINX, "no nginx found: tools/setup nginx installs it")
    keys = make_keys(short_path / "keys")
    with service(home, short_path) as variables:
        values = {
            "LETTERS_PORT": f"127.0.0.1:{free_port()}",
            "LETTERS_HOST": "localhost",
            "LETTERS_KEYS": str(keys),
            "LETTERS_SERVICE": f"127.0.0.1:{variables['IMRLETTERS_PORT']}",
        }
        text = re.sub(r"\$\{(\w+)\}", lambda name: values[name[1]], (CONTAINER / "proxy.conf").read_text())
        code, error, log = smoke_through_proxy(text, short_path / "nginx")
        assert (code, error) == (0, ""), log
        assert "harbor" not in log
        assert '"POST /v1/letters" 200' in log
        open_proxy = re.sub(r"^ *auth_basic.*$", "", text, flags=re.MULTILINE)
        code, error, _ = smoke_through_proxy(open_proxy, short_path / "open")
        assert (code, error) == (1, "smoke: wrong: nobody gets in without the sign-in\n")


def test_the_dockerfile_and_the_compose_file_use_the_same_scripts() -> None:
    dockerfile = (CONTAINER / "Dockerfile").read_text()
    for name in re.findall(r"container/([a-z]+)", re.sub(r"^#.*", "", dockerfile, flags=re.MULTILINE)):
        assert (CONTAINER / name).is_file()
    assert re.search(r"^USER 10001:10001$", dockerfile, re.MULTILINE)
    assert re.search(r"^HEALTHCHECK .*/container/health", dockerfile, re.MULTILINE)
    compose = (CONTAINER / "compose.yaml").read_text()
    assert compose.count("read_only: true") == compose.count("no-new-privileges:true") == 2
    assert set(re.findall(r"^      (LETTERS_\w+)", compose, re.MULTILINE)) == set(
        re.findall(r"\$\{(\w+)\}", (CONTAINER / "proxy.conf").read_text())
    )
