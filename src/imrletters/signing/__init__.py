"""Signs letters (PAdES) so that they stay accessible, and reads signatures. Only this package imports pyHanko.

pyHanko is pinned to one minor version, because this package uses parts of it that are not public. Before an upgrade,
check these parts and run tests/signing:

- ``IncrementalPdfFileWriter._update_meta`` (signing.py): overridden, because it would replace the producer and the
  modification date of the letter. It must still exist and still be what sets them.
- ``pyhanko.cli._ctx.PasswordPrompter`` (signers.py): the only way to replace pyHanko's prompt for passphrases and PINs.
  ``CLIContext.ux.prompter`` must still be where pyHanko looks for it.
- ``pyhanko.cli.commands.signing`` (setups.py): its plugins create the signers of a configuration, and
  ``command_from_plugin`` states their options. Not private by name, but not documented.
- The loggers ``pyhanko``, ``pyhanko_certvalidator`` and ``cli``, and the message "Error while loading key material"
  (faults.py).
"""

from imrletters.errors import ResourceError

try:
    from pyhanko.sign.signers.pdf_cms import Signer

    from imrletters.signing.reports import SignatureReport, signatures
    from imrletters.signing.signers import Prompt, configured_signer, pkcs12_signer
    from imrletters.signing.signing import require_signable, sign, timestamper
except ModuleNotFoundError as error:
    raise ResourceError(f"signatures need pip install 'imrletters[sign]' ({error})") from None

__all__ = [
    "Prompt",
    "SignatureReport",
    "Signer",
    "configured_signer",
    "pkcs12_signer",
    "require_signable",
    "sign",
    "signatures",
    "timestamper",
]
