"""The file that holds the answers of an interview."""

from __future__ import annotations

from pathlib import Path

import click
from attrs import define

from pmo_expert.doors.cli.shared import tell
from pmo_expert.faults import InputError, fault_sentences

NEW_FILE = "my-case{}.yaml"


@define
class Store:
    """The file that holds the answers; without a path one is chosen when there is something to save."""

    path: str | None
    own: bool
    failed: bool = False

    def write(self, text: str) -> None:
        """Write the file, or say that it cannot be written and go on."""
        from pmo_expert.doors.cli.files import write_whole

        path = self.path or _new_name()
        try:
            write_whole(path, text, overwrite=self.path is not None)
        except InputError as error:
            for message in fault_sentences(error.faults):
                tell("error:", "red", message, err=True)
            self.failed = True
            return
        if self.path is None:
            click.echo(f"\nSaved in {path}, and so is every further answer.")
        self.path, self.failed = path, False


def _new_name() -> str:
    number = 1
    while True:
        path = Path(NEW_FILE.format(f"-{number}" if number > 1 else ""))
        if not path.exists() and not path.is_symlink():
            return str(path)
        number += 1
