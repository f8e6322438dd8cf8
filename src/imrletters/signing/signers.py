"""Loads the key and certificate of a signer, from a PKCS#12 file or through a pyHanko configuration."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from asn1crypto.pkcs12 import Pfx  # type: ignore[import-untyped] # published without types
from pyhanko.cli._ctx import PasswordPrompter
from pyhanko.cli.config import parse_cli_config
from pyhanko.cli.plugin_api import CLIContext
from pyhanko.sign.signers.pdf_cms import Signer, SimpleSigner

from imrletters.arguments import TEXT, Accepted, require
from imrletters.errors import SignerError
from imrletters.signing.faults import reason
from imrletters.signing.setups import all_options, plugin_of

Prompt = Callable[[str], str]
"""Returns a passphrase or PIN; called with the text of the prompt, and only if one is needed."""
PKCS12 = Accepted((bytes,), "the content of a PKCS#12 file (bytes), such as Path(name).read_bytes()")


def pkcs12_signer(data: bytes, prompt: Prompt) -> Signer:
    """The signer of a PKCS#12 file; ``prompt`` is called if the file has a passphrase.

    Raises SignerError if the file has another format, is damaged or has no key, or if the passphrase is wrong.
    """
    require("data", data, PKCS12)
    try:
        Pfx.load(data)["auth_safe"]["content_type"].native  # noqa: B018 - reading it raises for any other format
    except (ValueError, TypeError):
        raise SignerError("this is not a PKCS#12 file") from None
    try:
        try:
            signer: Signer = SimpleSigner.load_pkcs12_data(data, other_certs=[])
        except ValueError:
            passphrase = prompt("Passphrase of the PKCS#12 file").encode()
            signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=passphrase)
    except AttributeError:
        raise SignerError("the PKCS#12 file contains no key with its certificate") from None
    except ValueError:
        raise SignerError("wrong passphrase, or the PKCS#12 file is damaged") from None
    return signer


@contextmanager
def configured_signer(configuration: str, setup: str, prompt: Prompt) -> Iterator[Signer]:
    """The signer of the setup ``setup`` in a pyHanko configuration (YAML text), while the session of its token is open.

    A setup is an entry of ``pkcs12-setups``, ``pemder-setups`` or ``pkcs11-setups``, or of ``identities`` (plugins).
    Raises SignerError for a faulty configuration, key or token.
    """
    require("configuration", configuration, TEXT)
    require("setup", setup, TEXT)
    with ExitStack() as stack:
        try:
            root = parse_cli_config(configuration)
            plugin, parameters = plugin_of(root, setup)
            context = CLIContext(config=root.config)
            context.ux.prompter = _Prompter(prompt)
            options = all_options(plugin, parameters, context, stack)
            signer = stack.enter_context(plugin.create_signer(context, **options))
        except SignerError:
            raise
        except Exception as error:  # noqa: BLE001 - YAML, configuration, tokens and plugins raise their own errors
            raise SignerError(f"{setup}: {reason(error)}") from None
        yield signer


class _Prompter(PasswordPrompter):
    """Calls our prompt instead of pyHanko's."""

    def __init__(self, prompt: Prompt) -> None:
        self.prompt = prompt

    def prompt_for_password(self, prompt: str) -> str:
        return self.prompt(prompt.strip().rstrip(":"))
