"""Where a workspace keeps its files, and what stands in it."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from desktop.library import disk
from desktop.library.errors import InputError
from desktop.library.schema import LibrarySettings
from desktop.library.workspace.validation import describe

SETTINGS = "library.toml"
CONFERENCE = "conference.md"
LOOSE = "tai-lieu-le"
"""The folder of briefings that belong to no conference."""


class Workspace:
    """A librarian's folder of plain files, opened by its `library.toml`.

    Raises: InputError when the folder is no workspace or its settings are wrong.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        path = folder / SETTINGS
        try:
            self.settings = msgspec.convert(
                tomllib.loads(path.read_text(encoding="utf-8")), LibrarySettings
            )
        except (FileNotFoundError, NotADirectoryError) as error:
            raise InputError("workspace_missing", folder=folder) from error
        except OSError as error:
            raise disk.fault(error, path) from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise InputError("settings_unreadable", file=path, reason=error) from error
        except msgspec.ValidationError as error:
            finding = describe(error)
            raise InputError("settings_wrong", file=path, key=finding.key, reason=error) from error

    @property
    def conferences_folder(self) -> Path:
        return self.folder / "conferences"

    @property
    def attachments_folder(self) -> Path:
        return self.folder / "attachments"

    def conference_files(self) -> Iterator[Path]:
        """Every `conference.md`, by folder name."""
        for folder in self._folders():
            path = folder / CONFERENCE
            if path.is_file():
                yield path

    def briefing_files(self) -> Iterator[Path]:
        """Every briefing's Markdown file, by folder and file name."""
        for folder in self._folders():
            names = (entry for entry in folder.iterdir() if entry.suffix == ".md")
            yield from sorted(path for path in names if path.name != CONFERENCE)

    def briefing_ids(self) -> set[str]:
        """The ids by file name: a briefing's file is named after its id."""
        return {path.stem for path in self.briefing_files()}

    def conference_ids(self) -> set[str]:
        return {path.parent.name for path in self.conference_files()}

    def named(self, path: Path) -> str:
        """`path` as a person reads it: relative to the workspace, with forward slashes."""
        return path.relative_to(self.folder).as_posix()

    def _folders(self) -> list[Path]:
        if not self.conferences_folder.is_dir():
            return []
        return sorted(entry for entry in self.conferences_folder.iterdir() if entry.is_dir())
