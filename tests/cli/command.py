"""Runs the command line inside the test process."""

from click.testing import CliRunner, Result

from imrletters.cli import main


def imrletters(*arguments: object, standard_input: bytes | str | None = None) -> Result:
    """The result of ``imrletters`` with these arguments."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=standard_input)
