"""Whose notes a window opens: asked at start on a shared machine, and after a window closed."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from PySide6.QtWidgets import QApplication, QDialog

from desktop.library.errors import AppError, EnvironmentFault
from desktop.library.folders import default_state
from desktop.library.reader import restoring
from desktop.library.reader.profiles import Profile, Profiles
from desktop.window.following import Following, Resume
from desktop.window.jobs import Jobs
from desktop.window.theme import Appearance
from desktop.wording import Language, say_error

if TYPE_CHECKING:
    from desktop.window.personal import Personal

Claim = Callable[[Path], bool]
"""Whether a state folder is this process's: asked before anything in it is touched."""


class Start(msgspec.Struct, frozen=True):
    """What the next window opens, and what it is to say first.

    `profiles` is None where the state folder was named on the command line.
    """

    state: Path
    profiles: Profiles | None = None
    restored: bool = False
    kept: str = ""
    error: AppError | None = None
    resume: Resume | None = None


def starting(state: Path | None, language: Language, claim: Claim, *, ask: bool) -> Start | None:
    """The first window's start; None when it is not to be: a question was closed, or not claimed.

    A `state` that was named wins.
    """
    if state is not None:
        if not claim(state):
            return None
        try:
            restoring.finish(state)
        except EnvironmentFault as error:
            return Start(state, error=error)
        return Start(state)
    profiles = Profiles(default_state())
    try:
        profile = profiles.last()
        if ask and len(profiles.all()) > 1:
            picked = pick(profiles, profile, language)
            if picked is None:
                return None
            profile = picked
    except EnvironmentFault as error:
        return Start(default_state(), profiles, error=error)
    return _settled(profile, profiles) if claim(profile.folder) else None


def _settled(profile: Profile, profiles: Profiles) -> Start:
    """Reading goes on where it cannot be kept who reads; the window says so."""
    start = Start(profile.folder, profiles)
    try:
        restoring.finish(profile.folder)
        profiles.remember(profile)
    except EnvironmentFault as error:
        return msgspec.structs.replace(start, error=error)
    return start


def pick(profiles: Profiles, last: Profile, language: Language) -> Profile | None:
    """Asks whose notes to open; the one who read last is chosen to begin with."""
    from desktop.window.widgets.people_sheet import PeopleSheet  # noqa: PLC0415 - seldom asked

    appearance = Appearance()
    appearance.start()
    jobs = Jobs()
    chosen: list[Profile] = []
    sheet = PeopleSheet(profiles, jobs, last, language)
    appearance.dress(sheet)
    sheet.chosen.connect(chosen.append)
    # Its closing must not end the program: the window is still to come.
    QApplication.setQuitOnLastWindowClosed(False)
    try:
        answer = sheet.exec()
    finally:
        QApplication.setQuitOnLastWindowClosed(True)
        jobs.close()
    return chosen[0] if answer == QDialog.DialogCode.Accepted.value and chosen else None


def after(following: Following, former: Start, claim: Claim) -> Start | None:
    """What comes after a window has closed: nothing of its state is open now."""
    if not claim(following.state):
        return None
    start = Start(following.state, former.profiles, resume=following.resume)
    if following.restored:
        try:
            kept = restoring.put_in_place(following.state)
        except EnvironmentFault as error:
            return msgspec.structs.replace(start, error=error)
        return msgspec.structs.replace(start, restored=True, kept=str(kept or ""))
    if former.profiles is None or following.resume is not None:
        return start
    return _settled(Profile(following.state, "", ""), former.profiles)


def tell(personal: "Personal", start: Start, language: Language) -> None:
    """Gives the window its readers, and lets it say what happened before it opened."""
    personal.profiles = start.profiles
    if start.error is not None:
        personal.warn(say_error(start.error, language))
    elif start.restored:
        personal.say(start.kept)
