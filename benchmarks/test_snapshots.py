"""The time of four snapshots of a letter, compared with the time of printing it.

The benchmark does what the syrupy extensions do in a test of a PDF: it extracts text, layout, tags and page images, and
compares each with the accepted snapshot.
"""

from pytest_benchmark.fixture import BenchmarkFixture
from tests.support import SAMPLES, sample_letter, sample_pdf

from imrletters.pictures import page_pictures
from imrletters.testing.snapshots import LayoutSnapshot, TagsSnapshot, TextSnapshot
from imrletters.testing.subjects import file_of, layout_of, pages_of

THREE_PAGES = next(path for path in SAMPLES if path.stem == "several-citations")
PDF = sample_pdf(THREE_PAGES)
KINDS = (TextSnapshot(), LayoutSnapshot(), TagsSnapshot())


def snapshots() -> tuple[list[str], list[bytes]]:
    return [kind.serialize(PDF) for kind in KINDS], page_pictures(PDF)


ACCEPTED = snapshots()


def four_snapshots() -> bool:
    for cached in (file_of, pages_of, layout_of):
        cached.cache_clear()  # each round opens and reads the PDF again
    received, pictures = snapshots()
    accepted, accepted_pictures = ACCEPTED
    same = [
        kind.matches(serialized_data=data, snapshot_data=snapshot)
        for kind, data, snapshot in zip(KINDS, received, accepted, strict=True)
    ]
    return all(same) and pictures == accepted_pictures


def test_snapshots_of_three_pages(benchmark: BenchmarkFixture) -> None:
    same = benchmark.pedantic(four_snapshots, rounds=15, warmup_rounds=2)  # type: ignore[no-untyped-call] # no annotations
    assert same
    assert len(ACCEPTED[1]) == 3


def test_print_of_three_pages(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(sample_letter(THREE_PAGES).pdf, rounds=15, warmup_rounds=2)  # type: ignore[no-untyped-call] # no annotations
