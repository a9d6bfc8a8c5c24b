"""`manage.py catalogues update | compile | check`: the portal's words in every language, without gettext tools."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cms import catalogues


class Command(BaseCommand):
    """Collects, compiles or proves the catalogues in locale/."""

    help = "update: collect texts into locale/; compile: write what Django reads; check: nothing missing or broken."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("task", choices=["update", "compile", "check"])
        parser.add_argument("--language", action="append", default=[], help="begin this language too (update)")

    def handle(self, *args: Any, **options: Any) -> None:
        {"update": self.update, "compile": self.compile, "check": self.prove}[options["task"]](options["language"])

    def update(self, languages: list[str]) -> None:
        for language, count in sorted(catalogues.update([*catalogues.COMPLETE, *languages]).items()):
            self.stdout.write(f"{language}: {count} texts to translate")

    def compile(self, languages: list[str]) -> None:
        for language in catalogues.compile_all():
            self.stdout.write(f"{language}: compiled")

    def prove(self, languages: list[str]) -> None:
        found = list(catalogues.problems())
        for line in found[:50]:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} problems in the catalogues.")
        self.stdout.write("Catalogues are complete.")
