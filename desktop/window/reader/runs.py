"""A leaf's runs as the setter wants them."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec

from desktop.library.document import Node, Run


def pieces(node: Node, targets: list[tuple[int, int, str]]) -> Iterator[tuple[Run, str]]:
    """A leaf's runs, cut where a citation begins or ends; each with the briefing it names."""
    cuts = sorted({edge for start, end, _ in targets for edge in (start, end)})
    at = 0
    for run in node.runs:
        stop = at + len(run.text)
        edges = [at, *[cut for cut in cuts if at < cut < stop], stop]
        for start, end in pairwise(edges):
            target = next((t for s, e, t in targets if s <= start and end <= e and end > start), "")
            yield msgspec.structs.replace(run, text=run.text[start - at : end - at]), target
        at = stop
