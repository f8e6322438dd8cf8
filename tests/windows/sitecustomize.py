"""Makes imrletters find what Python offers on Windows: modules and names that Windows lacks cannot be imported.

Python imports this module when it starts, in every process, if PYTHONPATH has its folder (``make windows``). Only the
imports of imrletters see the difference: the standard library and other packages have code of their own for Windows,
which this system cannot run. Also simulated: ``os.open`` opens no folder and accepts no ``dir_fd``, an open file cannot
be renamed or removed, and a signal ends a process without cleaning up.
"""

import builtins
import inspect
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from pathlib import Path
from types import ModuleType
from typing import Any

MODULES = frozenset(
    {"crypt", "fcntl", "grp", "nis", "posix", "pty", "pwd", "readline", "resource", "spwd", "syslog", "termios", "tty"}
)
"""The modules of the standard library that Windows lacks."""
NAMES = {
    "os": {
        *("O_CLOEXEC", "O_DIRECTORY", "O_DSYNC", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK", "O_SYNC", "O_TMPFILE"),
        *("chown", "chroot", "fchdir", "fchmod", "fchown", "fork", "forkpty", "getegid", "geteuid", "getgid"),
        *("getgroups", "getloadavg", "getpgid", "getpriority", "getresuid", "getsid", "getuid", "initgroups", "killpg"),
        *("lchown", "lockf", "mkfifo", "mknod", "nice", "openpty", "pathconf", "posix_spawn", "pread", "pwrite"),
        *("register_at_fork", "sched_getaffinity", "sched_yield", "sendfile", "setegid", "seteuid", "setgid", "setsid"),
        *("setuid", "statvfs", "sync", "sysconf", "tcgetpgrp", "uname", "wait", "wait3", "wait4", "WNOHANG"),
    },
    "signal": {
        *("ITIMER_PROF", "ITIMER_REAL", "ITIMER_VIRTUAL", "SIG_BLOCK", "SIG_SETMASK", "SIG_UNBLOCK", "SIGALRM"),
        *(
            "SIGCHLD",
            "SIGCONT",
            "SIGHUP",
            "SIGKILL",
            "SIGPIPE",
            "SIGPROF",
            "SIGQUIT",
            "SIGSTOP",
            "SIGTSTP",
            "SIGUSR1",
            "SIGUSR2",
        ),
        *("SIGVTALRM", "SIGWINCH", "alarm", "getitimer", "pause", "pthread_kill", "pthread_sigmask", "setitimer"),
        *("siginterrupt", "sigpending", "sigtimedwait", "sigwait", "sigwaitinfo"),
    },
    "multiprocessing": {"forkserver", "resource_tracker"},
    "time": {"tzset"},
    "socket": {"AF_UNIX"},
}
"""The names that each module lacks. (``multiprocessing.forkserver`` exists, but cannot start a process.)"""
TEMPORARY = "without-posix"
DIRECTORY_FUNCTIONS = ("open", "stat", "unlink", "replace", "rename", "listdir", "scandir")


class Lacking(ModuleType):
    """A module of the standard library without the names that Windows lacks, and with others in place of some."""

    def __init__(self, module: ModuleType, replaced: Mapping[str, Any]) -> None:
        super().__init__(module.__name__)
        self.__dict__.update(_module=module, _replaced=dict(replaced))

    def __getattr__(self, name: str) -> Any:
        if name in NAMES[self.__name__]:
            raise AttributeError(f"module {self.__name__!r} has no attribute {name!r} on Windows")
        if name in self._replaced:
            return self._replaced[name]
        return getattr(self._module, name)


def without_folders(function: Callable[..., Any]) -> Callable[..., Any]:
    """A function of ``os`` that accepts no descriptors of folders."""

    @wraps(function)
    def called(path: Any, *arguments: Any, **options: Any) -> Any:
        if any(name.endswith("dir_fd") and value is not None for name, value in options.items()):
            raise NotImplementedError("dir_fd unavailable on this platform")
        if function is os.open and Path(path).is_dir():
            raise PermissionError(13, "Permission denied", str(path))
        if isinstance(path, int) and function in (os.listdir, os.scandir):
            raise TypeError("a descriptor of a folder on Windows")
        return function(path, *arguments, **options)

    return called


def kill(process: int, number: int) -> None:
    """Ends a process at once, whatever the signal; 0 is the event of Ctrl-C, which is not for one process."""
    if number == 0:
        raise AssertionError("on Windows, os.kill(process, 0) does not examine a process")
    os.kill(process, signal.SIGKILL)


def get_context(method: str | None = None) -> Any:
    """The context of ``multiprocessing`` with the only start method of Windows."""
    import multiprocessing

    if method not in (None, "spawn"):
        raise ValueError(f"cannot find context for {method!r}")
    return multiprocessing.get_context("spawn")


REPLACED: dict[str, dict[str, Any]] = {
    "os": {
        **{name: without_folders(getattr(os, name)) for name in DIRECTORY_FUNCTIONS},
        "kill": kill,
        "supports_dir_fd": set(),
        "supports_fd": set(),
    },
    "multiprocessing": {"get_context": get_context, "get_all_start_methods": lambda: ["spawn"]},
}
lacking: dict[str, Lacking] = {}
ordinary_import = builtins.__import__


def windows_import(
    name: str,
    globals: Mapping[str, object] | None = None,  # noqa: A002 - the signature of __import__
    locals: Mapping[str, object] | None = None,  # noqa: A002 - the signature of __import__
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> ModuleType:
    """Imports a module as Windows would, if a module of imrletters imports it."""
    importer = str((globals or {}).get("__name__", ""))
    if not f"{importer}.".startswith("imrletters.") or level:
        return ordinary_import(name, globals, locals, fromlist, level)
    top = name.partition(".")[0]
    if top in MODULES:
        raise ModuleNotFoundError(f"No module named {name!r} on Windows", name=name)
    if name.partition(".")[2] in NAMES.get(top, ()):
        raise ModuleNotFoundError(f"{name} does not work on Windows", name=name)
    module = ordinary_import(name, globals, locals, fromlist, level)
    if name not in NAMES:
        return module
    if name not in lacking:
        lacking[name] = Lacking(module, REPLACED.get(name, {}))
    return lacking[name]


def is_standard(file: str) -> bool:
    """Whether a file of Python code belongs to the standard library."""
    return ("/lib/python" in file and "/site-packages/" not in file) or file.startswith("<frozen ")


def refuse_open_files(event: str, arguments: tuple[Any, ...]) -> None:
    """Raises PermissionError if imrletters renames or removes a file that this process has open."""
    if event not in ("os.rename", "os.remove"):
        return
    named = {os.path.realpath(os.fsdecode(path)) for path in arguments[: 2 if event == "os.rename" else 1]}
    frame = inspect.currentframe()
    while frame is not None and (frame.f_code.co_filename == __file__ or is_standard(frame.f_code.co_filename)):
        frame = frame.f_back
    if frame is None or not str(frame.f_globals.get("__name__")).startswith("imrletters."):
        return
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            opened = str(descriptor.readlink())
        except OSError:
            continue
        if opened in named:
            raise PermissionError(13, "the file is open in this process", opened)


def use_own_temporary_folder() -> None:
    """Sets a temporary folder of its own, because other processes would remove folders without a lock as stale."""
    usual = Path(os.environ.get("TMPDIR", "/tmp"))  # noqa: S108 - the usual one
    if usual.name != TEMPORARY:
        (usual / TEMPORARY).mkdir(exist_ok=True)
        os.environ["TMPDIR"] = str(usual / TEMPORARY)


use_own_temporary_folder()
builtins.__import__ = windows_import
if sys.platform == "linux":
    sys.addaudithook(refuse_open_files)
