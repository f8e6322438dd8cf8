"""Signing: the data that a signature keeps and adds, and the reports on intact and altered signatures."""

# mypy: disable-error-code="no-untyped-call"

import io
import random
import runpy
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from functools import cache
from pathlib import Path
from subprocess import CalledProcessError
from typing import Any

import click
import pikepdf
import pytest
from asn1crypto.keys import PrivateKeyInfo  # type: ignore[import-untyped] # published without types
from asn1crypto.x509 import Certificate  # type: ignore[import-untyped] # published without types
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from pyhanko.cli.plugin_api import CLIContext, SigningCommandPlugin, prompt_for_password
from pyhanko.pdf_utils.generic import NumberObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.signers import PdfSignatureMetadata, SimpleSigner, sign_pdf
from pyhanko.sign.timestamps import DummyTimeStamper

import page
from imrletters.errors import LetterError, SignerError
from imrletters.signing import Signer
from imrletters.signing.reports import SignatureReport, signatures
from imrletters.signing.signers import Prompt, configured_signer, pkcs12_signer
from imrletters.signing.signing import sign, timestamper
from tests.support import ROOT, SAMPLES, printed_text, sample_pdf
from tests.test_architecture import loaded_after

NAME = "A. Test Signer"
PASSPHRASE = "a passphrase for tests"  # noqa: S105 - of a key that exists during one run
LETTER = next(path for path in SAMPLES if path.stem == "mixed-decisions")
GOOD = SignatureReport(NAME, intact=True, valid=True, whole_file=True, allowed_additions=True)


@cache
def key_and_certificate(*, rsa: bool = False) -> tuple[ec.EllipticCurvePrivateKey | RSAPrivateKey, x509.Certificate]:
    """A key and its certificate, the same ones in all tests of a process."""
    key, certificate = runpy.run_path(str(ROOT / "tools" / "keys.py"))["key_and_certificate"](NAME, rsa=rsa)
    return key, certificate


def pkcs12_file(passphrase: str = PASSPHRASE, *, keyless: bool = False) -> bytes:
    key, certificate = key_and_certificate()
    lock = BestAvailableEncryption(passphrase.encode()) if passphrase else NoEncryption()
    if keyless:
        return pkcs12.serialize_key_and_certificates(None, None, None, [certificate], lock)
    return pkcs12.serialize_key_and_certificates(b"signer", key, certificate, None, lock)


def pem_files(folder: Path) -> None:
    key, certificate = key_and_certificate()
    lock = BestAvailableEncryption(PASSPHRASE.encode())
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock))
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


def configuration(folder: Path) -> str:
    """A pyHanko configuration with setups and identities of every kind, some of them faulty."""
    (folder / "signer.p12").write_bytes(pkcs12_file())
    pem_files(folder)
    return f"""
pkcs12-setups:
  bundle: {{pfx-file: {folder}/signer.p12, pfx-passphrase: {PASSPHRASE}}}
  asking: {{pfx-file: {folder}/signer.p12}}
  lost: {{pfx-file: {folder}/lost.p12, pfx-passphrase: {PASSPHRASE}}}
  odd: {{pfx-file: {folder}/signer.p12, colour: green}}
pemder-setups:
  files: {{key-file: {folder}/key.pem, cert-file: {folder}/certificate.pem, key-passphrase: {PASSPHRASE}}}
pkcs11-setups:
  token: {{module-path: {folder}/no-such-module.so, cert-label: signer, user-pin: 1234}}
identities:
  plugged: {{plugin: pemder, parameters: {{key: {folder}/key.pem, cert: {folder}/certificate.pem}}}}
  strange: {{plugin: pemder, parameters: {{colour: green}}}}
  remote: {{plugin: tests-remote, parameters: {{credential: "7"}}}}
  absent: {{plugin: no-such-plugin}}
plugins: ["tests.signing.test_signing:RemotePlugin"]
"""


def no_prompt(text: str) -> str:
    raise AssertionError(text)


def answer(_: str) -> str:
    return PASSPHRASE


@cache
def signer() -> SimpleSigner:
    found = pkcs12_signer(pkcs12_file(), answer)
    assert isinstance(found, SimpleSigner)
    return found


@cache
def signed(times: int = 1) -> bytes:
    return sign(signed(times - 1), signer()) if times else sample_pdf(LETTER)


class RemotePlugin(SigningCommandPlugin):
    """Signs with the key of these tests; it replaces the plugin of a remote service."""

    subcommand_name = "tests-remote"
    help_summary = "for tests"

    def click_options(self) -> list[click.Option]:
        return [click.Option(("--credential",), type=int)]

    def create_signer(self, context: CLIContext, **kwargs: object) -> AbstractContextManager[Signer]:
        assert context.config is not None
        assert kwargs == {"credential": 7}
        return nullcontext(pkcs12_signer(pkcs12_file(), prompt_for_password))


def opened(pdf: bytes) -> Any:
    return pikepdf.open(io.BytesIO(pdf))


def last_element(document: Any) -> Any:
    """The last child of the top element of the tag tree."""
    tops = document.Root.StructTreeRoot.K
    top = tops[-1] if isinstance(tops, pikepdf.Array) else tops
    return top.K[-1]


def numbered(tree: Any) -> dict[int, Any]:
    """The entries of a number tree."""
    found: dict[int, Any] = {}
    for kid in tree.get("/Kids", []):
        found |= numbered(kid)
    numbers = list(tree.get("/Nums", []))
    return found | dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))


def refusal(pdf: bytes) -> str:
    with pytest.raises(LetterError) as caught:
        sign(pdf, signer())
    [problem] = caught.value.problems
    return str(problem)


def saved(document: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    document.save(file, **options)
    return file.getvalue()


def sample() -> Any:
    return opened(sample_pdf(LETTER))


# what a signature keeps


@pytest.mark.parametrize("times", [1, 2, 3])
def test_the_bytes_of_the_letter_do_not_change(times: int) -> None:
    assert signed(times).startswith(signed(times - 1))
    assert len(signed(times)) > len(signed(times - 1))


def test_the_words_and_the_metadata_do_not_change() -> None:
    before, after = sample(), opened(signed())
    assert printed_text(signed()) == printed_text(sample_pdf(LETTER))
    assert after.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
    assert dict(after.docinfo) == dict(before.docinfo)


@pytest.mark.parametrize("times", [1, 2])
def test_a_signed_letter_stays_accessible(times: int) -> None:
    assert page.validate_pdf_bytes(signed(times), profile="ua-1").is_compliant


def test_the_validator_finds_a_signature_that_is_not_tagged() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sample_pdf(LETTER)))
    plain = sign_pdf(writer, PdfSignatureMetadata(field_name="Plain"), signer()).getvalue()
    assert not page.validate_pdf_bytes(plain, profile="ua-1").is_compliant


# what a signature adds


def test_the_widget_is_the_last_element_of_the_tag_tree() -> None:
    before, after = sample(), opened(signed())
    element, widget = last_element(after), after.Root.AcroForm.Fields[-1]
    assert [element.S, element.K.Type, element.P.S] == ["/Form", "/OBJR", "/Document"]
    assert element.K.Obj.objgen == widget.objgen
    old, new = numbered(before.Root.StructTreeRoot.ParentTree), numbered(after.Root.StructTreeRoot.ParentTree)
    assert new.keys() - old.keys() == {int(widget.StructParent)}
    assert new[int(widget.StructParent)].objgen == element.objgen
    assert widget.P.objgen == after.pages[-1].objgen
    assert [widget.P.Tabs, widget.TU] == ["/S", "Digital signature 1"]
    assert [float(edge) for edge in widget.Rect] == [0, 0, 0, 0]


def test_a_second_signature_is_not_tagged_and_is_outside_the_page() -> None:
    first, second = opened(signed(1)), opened(signed(2))
    widget = second.Root.AcroForm.Fields[-1]
    assert (
        numbered(first.Root.StructTreeRoot.ParentTree).keys() == numbered(second.Root.StructTreeRoot.ParentTree).keys()
    )
    assert last_element(first).objgen == last_element(second).objgen
    assert "/StructParent" not in widget
    assert max(float(edge) for edge in widget.Rect) < 0
    assert widget.TU == "Digital signature 2"


def test_the_parent_tree_may_have_kids_and_a_next_key() -> None:
    document = sample()
    tree = document.Root.StructTreeRoot
    last = max(numbered(tree.ParentTree))
    leaf = document.make_indirect(pikepdf.Dictionary(Nums=tree.ParentTree.Nums, Limits=[0, last]))
    tree.ParentTree = pikepdf.Dictionary(Kids=[leaf])
    tree.ParentTreeNextKey = 40
    tops = tree.K
    tree.K = tops[0] if isinstance(tops, pikepdf.Array) else pikepdf.Array([tops])
    pdf = sign(saved(document), signer())
    after = opened(pdf)
    assert numbered(after.Root.StructTreeRoot.ParentTree)[40].objgen == last_element(after).objgen
    assert [after.Root.AcroForm.Fields[-1].StructParent, after.Root.StructTreeRoot.ParentTreeNextKey] == [40, 41]
    assert page.validate_pdf_bytes(pdf, profile="ua-1").is_compliant


def test_without_a_document_element_the_widget_is_added_to_the_root() -> None:
    document = sample()
    tops = document.Root.StructTreeRoot.K
    (tops[0] if isinstance(tops, pikepdf.Array) else tops).S = pikepdf.Name("/Part")
    after = opened(sign(saved(document), signer()))
    root = after.Root.StructTreeRoot
    assert [element.S for element in root.K] == ["/Part", "/Form"]
    assert root.K[-1].P.objgen == root.objgen


def unsigned_attributes(pdf: bytes) -> list[str]:
    [signature] = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    return [attribute["type"].native for attribute in signature.signer_info["unsigned_attrs"]]


def test_the_signature_is_pades() -> None:
    assert unsigned_attributes(signed()) == []


def test_the_signature_contains_the_time_stamp() -> None:
    key, certificate = key_and_certificate(rsa=True)
    service = DummyTimeStamper(
        Certificate.load(certificate.public_bytes(Encoding.DER)),
        PrivateKeyInfo.load(key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
    )
    pdf = sign(sample_pdf(LETTER), signer(), service)
    assert unsigned_attributes(pdf) == ["signature_time_stamp_token"]
    assert signatures(pdf) == [GOOD]


def test_an_unreachable_time_stamping_service_is_named() -> None:
    with pytest.raises(SignerError, match=r"signing failed: .*127\.0\.0\.1"):
        sign(sample_pdf(LETTER), signer(), timestamper("http://127.0.0.1:9/"))


# what cannot be signed


def test_a_pdf_that_is_not_tagged_is_refused() -> None:
    document = sample()
    del document.Root.StructTreeRoot
    assert "not tagged" in refusal(saved(document))


def test_an_encrypted_pdf_is_refused() -> None:
    locked = saved(sample(), encryption=pikepdf.Encryption(owner="a", user="b"))
    assert "encrypted" in refusal(locked)
    with pytest.raises(LetterError, match="encrypted"):
        signatures(locked)


def test_a_pdf_that_forbids_further_signatures_is_refused() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sample_pdf(LETTER)))
    final = PdfSignatureMetadata(field_name="Last", certify=True, docmdp_permissions=MDPPerm.NO_CHANGES)
    assert "forbids" in refusal(sign_pdf(writer, final, signer()).getvalue())


@pytest.mark.parametrize("end", [0, 5, 1000, -300, -20])
def test_a_pdf_that_is_cut_off_is_refused(end: int) -> None:
    assert "damaged" in refusal(sample_pdf(LETTER)[:end])
    with pytest.raises(LetterError, match="damaged"):
        signatures(sample_pdf(LETTER)[:end])


# reports


def test_a_letter_that_is_not_signed_has_no_signature() -> None:
    assert signatures(sample_pdf(LETTER)) == []


def test_every_signature_has_a_report_in_order() -> None:
    assert signatures(signed(1)) == [GOOD]
    assert signatures(signed(2)) == [replace(GOOD, whole_file=False), GOOD]
    assert signatures(signed(3)) == [replace(GOOD, whole_file=False), replace(GOOD, whole_file=False), GOOD]


def test_a_signature_over_an_altered_byte_is_never_intact() -> None:
    pdf, places = signed(), random.Random(5)  # noqa: S311 - the same positions on every run
    start, end, resumed, rest = PdfFileReader(io.BytesIO(pdf)).embedded_regular_signatures[0].byte_range
    outcomes = set()
    for _ in range(60):
        place = places.choice([places.randrange(start, end), places.randrange(resumed, resumed + rest)])
        altered = pdf[:place] + bytes([pdf[place] ^ 1 << places.randrange(8)]) + pdf[place + 1 :]
        try:
            found = signatures(altered)
        except LetterError:
            outcomes.add("unreadable")
        else:
            assert not any(report.intact for report in found)
            outcomes.add("reported" if found else "not found")
    assert {"reported", "unreadable"} <= outcomes


def test_a_signature_by_another_key_is_not_valid() -> None:
    [signature] = PdfFileReader(io.BytesIO(signed())).embedded_regular_signatures
    value = signature.signer_info["signature"].native
    place = signed().index(value.hex().encode().upper()) + 2 * len(value) - 1
    other = b"0" if signed()[place : place + 1] != b"0" else b"1"
    assert signatures(signed()[:place] + other + signed()[place + 1 :]) == [replace(GOOD, valid=False)]


@pytest.mark.parametrize("added", [b"\n", b"% a remark\n", bytes(400)])
def test_bytes_after_the_signed_ones_are_reported(added: bytes) -> None:
    [report] = signatures(signed() + added)
    assert (report.intact, report.whole_file) == (True, False)


def test_a_change_appended_after_signing_is_reported() -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed()))
    first = writer.root["/Pages"]["/Kids"][0]
    first["/MediaBox"][3] = NumberObject(500)
    writer.update_container(first)
    file = io.BytesIO()
    writer.write(file)
    changed = replace(GOOD, whole_file=False, allowed_additions=False)
    assert signatures(file.getvalue()) == [changed]


# signers


@pytest.mark.parametrize(("passphrase", "prompt"), [("", no_prompt), (PASSPHRASE, answer)])
def test_the_prompt_is_called_only_if_there_is_a_passphrase(passphrase: str, prompt: Prompt) -> None:
    assert pkcs12_signer(pkcs12_file(passphrase), prompt).subject_name == NAME


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a PKCS#12 file"),
        (b"%PDF-1.7 and so on", "not a PKCS#12 file"),
        (pkcs12_file("another"), "wrong passphrase"),
        (pkcs12_file()[:200], "not a PKCS#12 file"),
        (pkcs12_file()[:-40] + bytes(40), "damaged"),
        (pkcs12_file(keyless=True), "no key"),
    ],
)
def test_a_pkcs12_file_without_a_usable_key_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(SignerError, match=reason):
        pkcs12_signer(data, answer)


@pytest.mark.parametrize(
    ("setup", "prompt"),
    [
        ("bundle", no_prompt),
        ("asking", answer),
        ("files", no_prompt),
        ("plugged", answer),
        ("remote", answer),
    ],
)
def test_a_setup_of_a_pyhanko_configuration_signs(tmp_path: Path, setup: str, prompt: Prompt) -> None:
    with configured_signer(configuration(tmp_path), setup, prompt) as found:
        assert signatures(sign(sample_pdf(LETTER), found)) == [GOOD]


@pytest.mark.parametrize(
    ("setup", "reason"),
    [
        ("other", "no setup 'other'; the configuration has: bundle, asking, lost, odd, files, token, plugged, strange"),
        ("asking", "wrong passphrase"),
        ("lost", "missing"),
        ("odd", "colour"),
        ("token", "no-such-module.so"),
        ("strange", "unknown parameter colour"),
        ("absent", "'no-such-plugin'"),
    ],
)
def test_a_setup_without_a_usable_key_is_refused(tmp_path: Path, setup: str, reason: str) -> None:
    with pytest.raises(SignerError, match=reason), configured_signer(configuration(tmp_path), setup, lambda _: "?"):
        pass


@pytest.mark.parametrize("text", ["{", "- a list", "pkcs12-setups: [x]", "pkcs12-setups: {x: y}", ""])
def test_a_faulty_configuration_is_refused(text: str) -> None:
    with pytest.raises(SignerError) as caught, configured_signer(text, "x", no_prompt):
        pass
    assert "\n" not in str(caught.value)


def test_an_error_while_signing_does_not_name_the_setup(tmp_path: Path) -> None:
    with (
        pytest.raises(LetterError),
        configured_signer(configuration(tmp_path), "bundle", no_prompt) as found,
    ):
        sign(b"", found)


def test_importing_the_command_line_does_not_load_pyhanko() -> None:
    assert "pyhanko" not in loaded_after("import imrletters.cli")


def test_without_pyhanko_the_error_names_what_to_install() -> None:
    script = (
        "import sys\nsys.modules['pyhanko'] = None\nfrom imrletters.errors import ResourceError\n"
        "try:\n    import imrletters.signing\nexcept ResourceError as error:\n"
        "    assert 'imrletters[sign]' in str(error)\n    import reached_the_end"
    )
    with pytest.raises(CalledProcessError) as caught:
        loaded_after(script)
    assert "No module named 'reached_the_end'" in caught.value.stderr
