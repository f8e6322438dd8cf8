"""The folder of the cache: by XDG, on macOS, by the variable, or none."""

from pathlib import Path

import pytest

from imrletters.cli.cache_folder import chosen_folder


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({"HOME": "/home/a"}, "linux", "/home/a/.cache/imrletters"),
        ({"HOME": "/Users/a"}, "darwin", "/Users/a/Library/Caches/imrletters"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "/var/a"}, "linux", "/var/a/imrletters"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": "relative"}, "linux", "/home/a/.cache/imrletters"),
        ({"HOME": "/home/a", "XDG_CACHE_HOME": ""}, "linux", "/home/a/.cache/imrletters"),
        ({"HOME": "/home/a", "IMRLETTERS_CACHE": "/var/b"}, "linux", "/var/b"),
        ({"HOME": "/home/a", "IMRLETTERS_CACHE": ""}, "linux", None),
        ({"HOME": "/home/a", "IMRLETTERS_CACHE": "relative"}, "linux", None),
        ({"HOME": "relative"}, "linux", None),
        ({}, "linux", None),
    ],
)
def test_the_folder_of_the_cache(environment: dict[str, str], platform: str, expected: str | None) -> None:
    assert chosen_folder(environment, platform) == (expected and Path(expected))
