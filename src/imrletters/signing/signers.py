"""Loads the key and certificate of a signer, from a PKCS#12 file or by a pyHanko configuration."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from asn1crypto.pkcs12 import Pfx  # type: ignore[import-untyped]
from pyhanko.cli._ctx import CLIContext, PasswordPrompter, UXContext
from pyhanko.cli.config import parse_cli_config
from pyhanko.sign.signers.pdf_cms import Signer, SimpleSigner

from imrletters.errors import SignerError
from imrletters.signing.faults import reason
from imrletters.signing.setups import all_options, plugin_of

Ask = Callable[[str], str]
"""Gives a passphrase or PIN; called, with what to ask for, only if one is needed."""


def pkcs12_signer(data: bytes, ask: Ask) -> Signer:
    """The signer whose key and certificate are in a PKCS#12 file; ``ask`` gives its passphrase if it has one.

    Raises SignerError for another file or a wrong passphrase.
    """
    try:
        Pfx.load(data)["auth_safe"]["content_type"].native  # noqa: B018 - reading it tells a PKCS#12 file from others
    except (ValueError, TypeError):
        raise SignerError("this is no PKCS#12 file") from None
    try:
        try:
            signer: Signer = SimpleSigner.load_pkcs12_data(data, other_certs=[])
        except ValueError:
            passphrase = ask("Passphrase of the PKCS#12 file").encode()
            signer = SimpleSigner.load_pkcs12_data(data, other_certs=[], passphrase=passphrase)
    except AttributeError:
        raise SignerError("the PKCS#12 file holds no key with its certificate") from None
    except ValueError:
        raise SignerError("wrong passphrase, or the PKCS#12 file is damaged") from None
    return signer


@contextmanager
def configured_signer(configuration: str, setup: str, ask: Ask) -> Iterator[Signer]:
    """The signer that a pyHanko configuration (YAML text) names ``setup``, for as long as its token's session is open.

    A setup is one of ``pkcs12-setups``, ``pemder-setups`` or ``pkcs11-setups``, or of ``identities``, for which pyHanko
    looks for a plugin. ``ask`` gives what it must be told. Raises SignerError for a faulty configuration, key or token.
    """
    with ExitStack() as stack:
        try:
            root = parse_cli_config(configuration)
            plugin, parameters = plugin_of(root, setup)
            context = CLIContext(config=root.config, ux=UXContext(prompter=_Prompter(ask)))
            options = all_options(plugin, parameters, context, stack)
            signer = stack.enter_context(plugin.create_signer(context, **options))
        except SignerError:
            raise
        except Exception as error:  # noqa: BLE001 - YAML, configuration, tokens and plugins raise errors of their own
            raise SignerError(f"{setup}: {reason(error)}") from None
        yield signer


class _Prompter(PasswordPrompter):
    """Lets pyHanko ask by way of ours."""

    def __init__(self, ask: Ask) -> None:
        self.ask = ask

    def prompt_for_password(self, prompt: str) -> str:
        return self.ask(prompt.strip().rstrip(":"))
