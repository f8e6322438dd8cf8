"""Finds the plugin of pyHanko that creates the signer of a setup, and its options."""

from collections.abc import Mapping
from contextlib import ExitStack
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from pyhanko.cli.commands.signing.pkcs11_cli import PKCS11Plugin
from pyhanko.cli.commands.signing.plugin import command_from_plugin
from pyhanko.cli.commands.signing.simple import PemderPlugin, PKCS12Plugin
from pyhanko.cli.config import CLIRootConfig
from pyhanko.cli.plugin_api import SIGNING_PLUGIN_ENTRY_POINT_GROUP, CLIContext, SigningCommandPlugin

from imrletters.errors import SignerError

PLUGINS: dict[str, tuple[type[SigningCommandPlugin], str]] = {
    "pkcs12-setups": (PKCS12Plugin, "p12_setup"),
    "pemder-setups": (PemderPlugin, "pemder_setup"),
    "pkcs11-setups": (PKCS11Plugin, "p11_setup"),
}
"""For each section of a pyHanko configuration with setups: its plugin, and the option that names a setup."""


def plugin_of(root: CLIRootConfig, setup: str) -> tuple[SigningCommandPlugin, Mapping[str, Any]]:
    """The plugin that creates the signer of a setup, and its parameters. Raises SignerError if there is none."""
    known: list[str] = []
    for section, (kind, parameter) in PLUGINS.items():
        setups = root.config.raw_config.get(section) or {}
        if setup in setups:
            plugin = kind()
            if not plugin.is_available():
                raise SignerError(f"{setup}: {plugin.unavailable_message}")
            return plugin, {parameter: setup}
        known += setups
    if setup in root.config.identities:
        identity = root.config.identities[setup]
        return _named_plugin(root, identity.plugin), identity.parameters
    names = ", ".join([*known, *root.config.identities])
    raise SignerError(f"no setup {setup!r}; the configuration has: {names or 'none'}")


def _named_plugin(root: CLIRootConfig, name: str) -> SigningCommandPlugin:
    """The signing plugin with this command name, such as one for a remote service."""
    group = SIGNING_PLUGIN_ENTRY_POINT_GROUP
    configured = [EntryPoint(name="", value=place, group=group) for place in root.plugin_endpoints]
    kinds = [kind for kind, _ in PLUGINS.values()]
    for kind in [*kinds, *(point.load() for point in [*configured, *entry_points(group=group)])]:
        if kind.subcommand_name == name:
            plugin: SigningCommandPlugin = kind()
            return plugin
    raise SignerError(f"no signing plugin {name!r} is installed or listed under 'plugins' in the configuration")


def all_options(
    plugin: SigningCommandPlugin, parameters: Mapping[str, Any], context: CLIContext, stack: ExitStack
) -> dict[str, Any]:
    """All options of a plugin with their values or defaults, as pyHanko's own command line would pass them."""
    command = command_from_plugin(plugin)
    command.params = [option for option in command.params if option.name not in ("infile", "outfile")]
    unknown = sorted(parameters.keys() - {option.name for option in command.params})
    if unknown:
        raise SignerError(f"{plugin.subcommand_name}: unknown parameter {', '.join(unknown)}")
    click_context = command.make_context(command.name, [], obj=context, default_map=dict(parameters))
    stack.enter_context(click_context)  # plugins prompt for a PIN through the current click context
    return click_context.params
