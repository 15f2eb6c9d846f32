"""What tests of the index share."""

import marshal
import pickle
import sys
from typing import Any

import pytest


@pytest.fixture
def no_pickles(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the loading of pickles and of marshalled objects raise."""

    def guarded(real: Any) -> Any:
        def refuse(*given: Any, **options: Any) -> Any:
            caller = sys._getframe(1).f_code.co_filename
            if not caller.startswith("<frozen importlib"):  # compiled modules are marshalled
                raise AssertionError(f"{caller} loads a pickle")
            return real(*given, **options)

        return refuse

    for module, names in ((pickle, ("load", "loads", "Unpickler")), (marshal, ("load", "loads"))):
        for name in names:
            monkeypatch.setattr(module, name, guarded(getattr(module, name)))
