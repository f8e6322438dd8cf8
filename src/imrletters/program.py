"""The program ``imrletters``: imports the command line and runs it."""

import gc


def run() -> None:
    """Runs the command line with the arguments of the process.

    It is imported without garbage collections, which would find nothing and take a tenth of the time.
    """
    gc.disable()
    from imrletters.cli import main  # noqa: PLC0415 - after the line above

    gc.enable()
    main()
