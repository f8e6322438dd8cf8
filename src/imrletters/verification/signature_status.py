"""Describes the signatures of a letter, and states whether they are intact."""

from typing import TYPE_CHECKING, NamedTuple

from imrletters.errors import ResourceError

if TYPE_CHECKING:
    from imrletters.signing import SignatureReport


class SignatureStatus(NamedTuple):
    """One sentence about each signature, or one about all, and whether no change was found."""

    sentences: tuple[str, ...]
    sound: bool


def signature_status(pdf: bytes, *, signed: bool) -> SignatureStatus:
    """The status of the signatures of a PDF; without the optional signing libraries, they are not checked."""
    if not signed:
        return SignatureStatus(("not signed",), sound=True)
    try:
        from imrletters.signing import signatures  # noqa: PLC0415 - needs optional packages
    except ResourceError as error:
        return SignatureStatus((f"signed; cannot check whether anything changed since: {error}",), sound=True)
    reports = signatures(pdf)
    if not reports:
        return SignatureStatus(("signed, but no signature in it can be read",), sound=False)
    sentences, sound = zip(*(_status(report, last=report is reports[-1]) for report in reports), strict=True)
    return SignatureStatus(sentences, all(sound))


def _status(report: "SignatureReport", *, last: bool) -> tuple[str, bool]:
    """A sentence about one signature, and whether no change was found."""
    if not (report.intact and report.valid):
        state, sound = "the signed bytes have been changed", False
    elif report.whole_file:
        state, sound = "nothing was changed since", True
    elif report.allowed_additions and not last:
        state, sound = "since then it was signed again, and nothing else was changed", True
    else:
        state, sound = "something was added since", False
    return f"signed by {report.signer}; {state}", sound
