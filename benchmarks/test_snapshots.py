"""What four snapshots of a letter take, to its print: a ratio of `make bench`.

Measured is what the extensions do in a test of a PDF: text, layout, tags and pictures are made, and each is compared
with the one accepted, as syrupy has them do.
"""

from pytest_benchmark.fixture import BenchmarkFixture
from tests.support import SAMPLES, sample_letter, sample_pdf

from imrletters.testing.pictures import page_pictures
from imrletters.testing.snapshots import LayoutSnapshot, TagsSnapshot, TextSnapshot
from imrletters.testing.subjects import layout_of, pages_of

THREE_PAGES = next(path for path in SAMPLES if path.stem == "several-citations")
PDF = sample_pdf(THREE_PAGES)
KINDS = (TextSnapshot(), LayoutSnapshot(), TagsSnapshot())


def snapshots() -> tuple[list[str], list[bytes]]:
    return [kind.serialize(PDF) for kind in KINDS], page_pictures(PDF)


ACCEPTED = snapshots()


def four_snapshots() -> bool:
    pages_of.cache_clear()  # no test gets the pages that an earlier one has read
    layout_of.cache_clear()
    told, pictures = snapshots()
    accepted, accepted_pictures = ACCEPTED
    same = [
        kind.matches(serialized_data=here, snapshot_data=there)
        for kind, here, there in zip(KINDS, told, accepted, strict=True)
    ]
    return all(same) and pictures == accepted_pictures


def test_snapshots_of_three_pages(benchmark: BenchmarkFixture) -> None:
    same = benchmark.pedantic(four_snapshots, rounds=15, warmup_rounds=2)  # type: ignore[no-untyped-call] # no types here
    assert same
    assert len(ACCEPTED[1]) == 3


def test_print_of_three_pages(benchmark: BenchmarkFixture) -> None:
    benchmark.pedantic(sample_letter(THREE_PAGES).pdf, rounds=15, warmup_rounds=2)  # type: ignore[no-untyped-call] # no types here
