"""A network as SVG: the VPC as a box, a column for each zone, and at its right the ways out, in red."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from mlplatform.gate.reports.html.networks import Network, Subnet, Way
from mlplatform.gate.reports.texts import shortened, visible

ZONE, GAP, EDGE = 216, 16, 16  # width of a zone, room between things, room at an edge
SUBNET, LINE, TOP = 46, 16, 44  # height of a subnet and of a line, where the zones begin
CHARACTER = 6.7  # width of a character of the small fixed-width text
WAY = 380  # width of a way's box
MARK = "\u203a"  # before a hop


class _Sheet:
    """Shapes, and how far down and to the right they reach."""

    def __init__(self) -> None:
        self.parts: list[Markup] = []
        self.width = self.height = 0.0

    def box(self, x: float, y: float, width: float, height: float, kind: str, title: str = "") -> None:
        told = Markup("<title>{}</title>").format(visible(title)) if title else ""
        shape = Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="3" class="{}">{}</rect>')
        self.parts.append(shape.format(x, y, width, height, kind, told))
        self.width, self.height = max(self.width, x + width), max(self.height, y + height)

    def text(self, x: float, y: float, words: str, kind: str = "", most: int = 200) -> None:
        shape = Markup('<text x="{}" y="{}" class="{}">{}</text>')
        self.parts.append(shape.format(x, y, kind, shortened(visible(words), most)))

    def line(self, points: Sequence[tuple[float, float]], kind: str) -> None:
        along = " ".join(f"{x:g},{y:g}" for x, y in points)
        self.parts.append(Markup('<polyline points="{}" class="way {}"/>').format(along, kind))

    def svg(self, title: str, description: str, number: int) -> Markup:
        names = f"drawing-{number}-title", f"drawing-{number}-words"
        frame = Markup(
            '<svg role="img" aria-labelledby="{0} {1}" '
            'width="{2:g}" height="{3:g}" viewBox="-1 -1 {2:g} {3:g}">'
            '<title id="{0}">{4}</title><desc id="{1}">{5}</desc>{6}</svg>'
        )
        inside = Markup("").join(self.parts)
        return frame.format(
            *names, self.width + 2, self.height + 2, visible(title), visible(description), inside
        )


def svg(network: Network, number: int) -> Markup:
    """The drawing; ``number`` tells its ids from those of other drawings."""
    sheet = _Sheet()
    inner = max(2 * ZONE + GAP, len(network.zones) * (ZONE + GAP) - GAP)
    width = inner + 2 * EDGE
    places, below = _zones(sheet, network)
    below = _lists(sheet, network, below, inner)
    ways = _ways(sheet, network.ways, width + 56)
    sheet.box(0, 0, width, max(below, TOP + EDGE), "box open" if any(w.sure for w in network.ways) else "box")
    named = f"VPC {_short(network.address)}" if network.plan else network.address
    sheet.text(EDGE, 22, f"{named}  {network.cidr}", "strong", int(inner / 7.5))
    for subnet, (x, y) in places.items():
        if subnet.way:
            _join(sheet, (x, y), width, ways[subnet.way], subnet.way.sure)
    return sheet.svg(network.title, network.summary, number)


def _zones(sheet: _Sheet, network: Network) -> tuple[dict[Subnet, tuple[float, float]], float]:
    """The zones with their subnets; where the line of each begins, and how far down they reach."""
    places: dict[Subnet, tuple[float, float]] = {}
    most = max((len(subnets) for subnets in network.zones.values()), default=0)
    height = 28 + most * (SUBNET + GAP) if most else 0
    for column, (zone, subnets) in enumerate(network.zones.items()):
        x = EDGE + column * (ZONE + GAP)
        sheet.box(x, TOP, ZONE, height, "zone")
        sheet.text(x + 10, TOP + 18, zone, "small", 30)
        for row, subnet in enumerate(subnets):
            y = TOP + 28 + row * (SUBNET + GAP)
            kind = "subnet" if not subnet.way else "subnet open" if subnet.way.sure else "subnet unsure"
            sheet.box(x + 8, y, ZONE - 16, SUBNET, kind, subnet.address)
            sheet.text(x + 16, y + 19, _short(subnet.address), "mono", 29)
            sheet.text(x + 16, y + 36, subnet.cidr, "small", 30)
            places[subnet] = (x + ZONE / 2, y + SUBNET)
    return places, TOP + height + EDGE


def _lists(sheet: _Sheet, network: Network, y: float, width: float) -> float:
    """Gateways and endpoints, as lines of text."""
    named = {
        "Gateways": network.gateways,
        "Gateway endpoints": network.others,
        "Interface endpoints": network.interfaces,
    }
    for name, members in named.items():
        if not members:
            continue
        sheet.text(EDGE, y + 10, f"{name}, {len(members)}", "small")
        for line in _wrapped(", ".join(members), int(width / CHARACTER)):
            y += LINE
            sheet.text(EDGE, y + 10, line, "mono")
        y += LINE + 10
    return y + 4


def _ways(sheet: _Sheet, ways: Sequence[Way], x: float) -> dict[Way, tuple[float, float]]:
    """A box for each way with its hops; where the lines to it end."""
    ends = {}
    y = 0.0
    for way in ways:
        kind = "open" if way.sure else "unsure"
        lines = [line for hop in way.hops[:-1] for line in _hop(hop)]
        height = 40 + LINE * (len(lines) + 1)
        sheet.box(x, y, WAY, height, f"box {kind}")
        sheet.text(x + 12, y + 20, "Way out" if way.sure else "There may be a way out", f"strong {kind}")
        for number, (mark, line) in enumerate(lines):
            sheet.text(x + 12, y + 40 + number * LINE, mark, "mono")
            sheet.text(x + 24, y + 40 + number * LINE, line, "mono")
        sheet.text(x + 12, y + 44 + len(lines) * LINE, f"{MARK} {way.hops[-1]}", f"strong {kind}", 48)
        ends[way] = (x, y + 16)
        y += height + GAP
    return ends


def _join(
    sheet: _Sheet, start: tuple[float, float], edge: float, end: tuple[float, float], sure: bool
) -> None:
    """From under a subnet along the gap between the rows, up beside the VPC, and to the way."""
    (x, y), (to, level) = start, end
    kind = "open" if sure else "unsure"
    gutter, rise = (y + 6, edge + 24) if sure else (y + 11, edge + 36)
    sheet.line([(x, y), (x, gutter), (rise, gutter), (rise, level), (to, level)], kind)


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(visible(text), width, break_on_hyphens=False) or [""]


def _hop(text: str) -> Iterator[tuple[str, str]]:
    """A hop over as many lines as it needs, with a mark before the first."""
    for number, line in enumerate(_wrapped(text, int((WAY - 40) / CHARACTER))):
        yield "" if number else MARK, line


def _short(address: str) -> str:
    """``private["a"]`` of a subnet's address: what tells it from the others beside it."""
    found = re.search(r'(?<=\.)\w+(?:\[(?:"(?:[^"\\]|\\.)*"|\d+)\])?$', address)
    return found.group() if found else address
