"""Describes the signatures of a letter, and states whether they are intact."""

from typing import TYPE_CHECKING, NamedTuple

from imrletters.errors import ResourceError, quoted

if TYPE_CHECKING:
    from imrletters.signing import SignatureReport


class SignatureStatus(NamedTuple):
    """One sentence about each signature, or one about all; whether no change was found; and whether they were checked.

    ``intact`` has no meaning if they were not checked.
    """

    sentences: tuple[str, ...]
    intact: bool = True
    examined: bool = True


def signature_status(pdf: bytes, *, signed: bool, increments: int | None) -> SignatureStatus:
    """The status of the signatures of a PDF; without the extra "sign", they are not checked.

    ``increments`` is the number of our signatures, if nothing else follows the print (see ``count_increments``).
    """
    if not signed:
        return SignatureStatus(("not signed",))
    try:
        from imrletters.signing import signatures  # noqa: PLC0415 - needs optional packages
    except ResourceError:
        sentence = "signed; not examined, because the extra is not installed: pip install 'imrletters[sign]'"
        return SignatureStatus((sentence,), examined=False)
    reports = signatures(pdf)
    if not reports or len(reports) != (increments or len(reports)):
        return SignatureStatus(("signed, but a signature in it cannot be read",), intact=False)
    sentences, intact = zip(
        *(_status(report, ours=bool(increments), last=report is reports[-1]) for report in reports), strict=True
    )
    return SignatureStatus(sentences, all(intact))


def _status(report: "SignatureReport", *, ours: bool, last: bool) -> tuple[str, bool]:
    """A sentence about one signature, and whether no change was found."""
    if not (report.intact and report.valid):
        state, intact = "the signed bytes have been changed", False
    elif report.whole_file:
        state, intact = "nothing was changed since", True
    elif ours and not last:
        state, intact = "since then it was signed again, and nothing else was changed", True
    else:
        state, intact = "something was added since", not last
    return f"signed by {quoted(report.signer)}; {state}", intact
