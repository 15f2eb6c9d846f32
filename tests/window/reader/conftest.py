"""A page by itself, for what is set into it."""

import pytest

from desktop.window.reader.page import Page
from desktop.window.theme import load


@pytest.fixture
def page(app, qtbot):
    made = Page(load("light"))
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made
