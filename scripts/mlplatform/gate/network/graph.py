"""A graph of what hands traffic to what, and the shortest way from each node out of it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Hashable
from dataclasses import dataclass, field

Node = Hashable
INTERNET: Node = ("internet",)
BEYOND: Node = ("beyond",)
UNKNOWN_PLACE: Node = ("unknown",)
ENDS = {
    INTERNET: "internet",
    BEYOND: "beyond these plans",
    UNKNOWN_PLACE: "a place of which the plan does not tell",
}


@dataclass(frozen=True)
class Edge:
    """From one node to another. ``line`` is what a reader is told of it; an edge that is not sure may not be
    there."""

    start: Node
    end: Node
    line: str = ""
    sure: bool = True


@dataclass(frozen=True)
class Way:
    """A way out: what is passed, line by line. A way that is not sure may not be one."""

    lines: tuple[str, ...]
    sure: bool


@dataclass
class Graph:
    """Edges by where they lead."""

    into: dict[Node, list[Edge]] = field(default_factory=lambda: defaultdict(list))

    def add(self, start: Node, end: Node, line: str = "", sure: bool = True) -> None:
        """One more edge."""
        self.into[end].append(Edge(start, end, line, sure))


class Ways:
    """The way out of every node that has one: first those that are sure, then those that may be."""

    def __init__(self, graph: Graph) -> None:
        self._sure = _nearest(graph, [INTERNET, BEYOND], sure_only=True)
        self._any = _nearest(graph, [INTERNET, BEYOND, UNKNOWN_PLACE], sure_only=False)

    def out_of(self, node: Node) -> Way | None:
        """The shortest way out of a node; None where there is none."""
        if node in self._sure:
            return Way(_lines(self._sure, node), True)
        return Way(_lines(self._any, node), False) if node in self._any else None


def _nearest(graph: Graph, ends: list[Node], sure_only: bool) -> dict[Node, Edge | None]:
    """The next edge on the shortest way out, for each node from which an end is reached: a search backwards
    from the ends, which passes every edge once, whatever circles there are."""
    nearest: dict[Node, Edge | None] = dict.fromkeys(ends)
    waiting = deque(ends)
    while waiting:
        here = waiting.popleft()
        for edge in graph.into.get(here, ()):
            if edge.start not in nearest and (edge.sure or not sure_only):
                nearest[edge.start] = edge
                waiting.append(edge.start)
    return nearest


def _lines(nearest: dict[Node, Edge | None], node: Node) -> tuple[str, ...]:
    lines: list[str] = []
    here = node
    while (edge := nearest[here]) is not None:
        lines += [edge.line] if edge.line else []
        here = edge.end
    return (*lines, ENDS[here])
