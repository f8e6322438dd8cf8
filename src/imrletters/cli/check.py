"""``imrletters check``: proofreads cases and letters."""

import sys
from pathlib import Path

import click

from imrletters.cli.options import chosen_rules, config_option, own_guidelines, templates_option
from imrletters.documents import documents
from imrletters.errors import ImrlettersError, Problem
from imrletters.parsing import is_pdf
from imrletters.proofreading import (
    CheckedAudience,
    Rule,
    all_rules,
    check_document,
    json_report,
    sarif_report,
)
from imrletters.settings import Settings


@click.command("check")
@click.argument("names", nargs=-1, metavar="CASE...")
@click.option("--explain", metavar="RULE", help="Describe a rule, with examples, and exit.")
@click.option(
    "--select",
    multiple=True,
    metavar="RULE",
    help="Apply only this rule: a code (T03), a name (doubled-word) or the letter of a topic (T). May be repeated.",
)
@click.option("--ignore", multiple=True, metavar="RULE", help="Do not apply this rule. May be repeated.")
@click.option(
    "--copy",
    "audience",
    type=click.Choice(["public", "parties", "both"]),
    default="public",
    show_default=True,
    help="The copy to proofread. The data for the parties is read from case files only, not from letters.",
)
@templates_option
@click.option("--strict", is_flag=True, help="Exit with 1 for warnings too.")
@config_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["lines", "json", "sarif"]),
    default="lines",
    show_default=True,
    help="The format of the report.",
)
@click.option("--no-values", is_flag=True, help="Leave the words of the case out of the report, for logs.")
def check_command(  # noqa: PLR0913 - one for each option
    names: tuple[str, ...],
    *,
    explain: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    audience: CheckedAudience,
    templates: Path | None,
    strict: bool,
    settings: Settings,
    form: str,
    no_values: bool,
) -> None:
    """Proofread each CASE, a case file or a letter.

    CASE is a JSON file, a folder of such files, a .jsonl file (one case on each line), a letter (.pdf or .txt), or -
    for standard input.

    Exit codes: 0 nothing found or only warnings, 1 errors (with --strict also warnings), 2 wrong usage.
    """
    chosen = chosen_rules(settings, [explain] if explain else list(select), ignore, strict=strict)
    applied = [rule for rule in all_rules("both" if explain else audience) if rule.code in chosen.codes]
    if explain:
        click.echo("\n\n".join(map(explanation, applied)))
        return
    if not names:
        raise click.UsageError("Missing argument 'CASE...'.")
    if not applied:
        reason = f"none of these rules applies to the {audience} copy" if chosen.codes else "every rule is ignored"
        raise click.UsageError(reason)
    guidelines = own_guidelines()
    problems: list[Problem] = []
    for document in documents(names, sys.stdin.buffer):
        try:
            found = (
                [Problem(document.error)]
                if document.data is None
                else check_document(
                    document.data,
                    chosen.codes,
                    audience,
                    templates,
                    guidelines=guidelines,
                    case_file=document.case_file,
                    bounded=is_pdf(document.data),
                )
            )
        except ImrlettersError as error:
            raise click.ClickException(error.without_severity()) from None
        problems += [problem.at(document.source, document.line) for problem in found]
    shown = [problem.without_values() for problem in problems] if no_values else problems
    if form == "lines":
        click.echo("".join(f"{problem}\n" for problem in shown), nl=False)
    else:
        click.echo(json_report(shown) if form == "json" else sarif_report(shown, applied), nl=False)
    failing = {"error", "warning"} if chosen.strict else {"error"}
    sys.exit(any(problem.severity in failing for problem in problems))


def explanation(rule: Rule) -> str:
    """The reason for a rule, the copies it applies to, and its two examples."""
    examples = [
        f"{kind}:\n" + "\n".join(f"  {pointer}: {value}" for pointer, value in example.items())
        for kind, example in (("Example with a finding", rule.catches), ("Example without a finding", rule.leaves))
    ]
    audiences = "Copies: " + ", ".join(rule.audiences)
    return "\n".join([f"{rule.code} {rule.name} ({rule.severity})", rule.why, audiences, *examples])
