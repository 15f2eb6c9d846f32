"""Where the data files are: the one place that knows the `resources/` folder."""

from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
"""The data folder, beside the packages in a checkout and in the frozen program alike."""
