"""Creates a key and a self-signed certificate for tests of signing."""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID


def key_and_certificate(
    common_name: str, *, rsa: bool = False
) -> tuple[ec.EllipticCurvePrivateKey | RSAPrivateKey, x509.Certificate]:
    """A new private key (elliptic curve P-256, or RSA if ``rsa``) and its self-signed certificate."""
    key = generate_private_key(65537, 2048) if rsa else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)])
    usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    unsigned = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    dated = unsigned.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(
        datetime(2090, 1, 1, tzinfo=UTC)
    )
    numbered = dated.serial_number(x509.random_serial_number()).add_extension(usage, critical=True)
    return key, numbered.sign(key, hashes.SHA256())
