"""Signs letters (PAdES) without making them less accessible, and reads signatures. The one importer of pyHanko."""

from imrletters.errors import ResourceError

try:
    from pyhanko.sign.signers.pdf_cms import Signer

    from imrletters.signing.reports import SignatureReport, signatures
    from imrletters.signing.signers import Ask, configured_signer, pkcs12_signer
    from imrletters.signing.signing import sign, timestamper
except ModuleNotFoundError as error:
    raise ResourceError(f"signatures need more than the letters do: pip install 'imrletters[sign]' ({error})") from None

__all__ = [
    "Ask",
    "SignatureReport",
    "Signer",
    "configured_signer",
    "pkcs12_signer",
    "sign",
    "signatures",
    "timestamper",
]
