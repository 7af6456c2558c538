"""From path operators to shapes: each subpath that is painted becomes one."""

from dataclasses import dataclass, field

from corpus.pdf.matrix import Position, apply, around, scale_of
from corpus.pdf.page import Shape, ShapeKind
from corpus.pdf.state import GraphicsState
from corpus.reading import BBox

STRAIGHT = 0.05
"""Points by which a side may lean and still be a rectangle's: well under what can be seen."""


@dataclass(slots=True)
class Subpath:
    """Corners in page points; ``curved`` if any segment is a Bézier curve."""

    points: list[Position]
    curved: bool = False
    closed: bool = False


@dataclass(slots=True)
class PathBuilder:
    """Collects the path under construction, in page points."""

    subpaths: list[Subpath] = field(default_factory=list)

    def move(self, state: GraphicsState, x: float, y: float) -> None:
        """Start a subpath."""
        self.subpaths.append(Subpath([apply(state.ctm, x, y)]))

    def line(self, state: GraphicsState, x: float, y: float) -> None:
        """Draw a straight segment."""
        if not self.subpaths:
            self.move(state, x, y)
        elif self.subpaths[-1].closed:
            # After h the next segment starts where the closed subpath started.
            self.subpaths.append(Subpath([self.subpaths[-1].points[0], apply(state.ctm, x, y)]))
        else:
            self.subpaths[-1].points.append(apply(state.ctm, x, y))

    def curve(self, state: GraphicsState, x: float, y: float) -> None:
        """Draw a Bézier segment; only its end is kept."""
        self.line(state, x, y)
        self.subpaths[-1].curved = True

    def close(self) -> None:
        """Join the end to the start."""
        if self.subpaths:
            self.subpaths[-1].closed = True

    def rectangle(self, state: GraphicsState, x: float, y: float, width: float, height: float) -> None:
        """The ``re`` operator."""
        corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height)]
        self.subpaths.append(Subpath([apply(state.ctm, *corner) for corner in corners], closed=True))

    def clip_box(self) -> BBox | None:
        """What the path clips to, if taken as a clip: its bounding box."""
        points = [p for subpath in self.subpaths for p in subpath.points]
        return around(points) if points else None

    def shapes(self, state: GraphicsState, fill: bool, stroke: bool, order: int) -> list[Shape]:
        """The painted subpaths that the clip leaves in sight."""
        found = []
        for subpath in self.subpaths:
            if len(subpath.points) < 2:
                continue
            bbox = around(subpath.points)
            if not in_sight(bbox, state.clip):
                continue
            kind = _kind(subpath)
            if kind == "rectangle" and state.clip is not None:
                bbox = within(bbox, state.clip)
            scale = scale_of(state.ctm)
            found.append(
                Shape(
                    kind=kind,
                    points=tuple(subpath.points),
                    bbox=bbox,
                    order=order,
                    fill=state.fill if fill else None,
                    stroke=state.stroke if stroke else None,
                    width=state.width * scale if stroke else 0.0,
                    dash=tuple(round(length * scale, 2) for length in state.dash) if stroke else (),
                    closed=subpath.closed,
                    opaque=state.opaque,
                )
            )
        return found


def in_sight(box: BBox, clip: BBox | None) -> bool:
    """Whether any of the box is inside the clip; a line on its very edge is."""
    if clip is None:
        return True
    slack = 0.5
    return not (
        box.x1 < clip.x0 - slack or box.x0 > clip.x1 + slack or box.y1 < clip.y0 - slack or box.y0 > clip.y1 + slack
    )


def within(box: BBox, clip: BBox) -> BBox:
    """The part of the box inside the clip."""
    x0, y0 = max(box.x0, clip.x0), max(box.y0, clip.y0)
    return BBox(x0, y0, max(x0, min(box.x1, clip.x1)), max(y0, min(box.y1, clip.y1)))


def _kind(subpath: Subpath) -> ShapeKind:
    if subpath.curved:
        return "curve"
    points = subpath.points
    if len(points) == 5 and _same(points[0], points[4]):
        points = points[:4]
    if len(points) == 4 and _upright(points) and (subpath.closed or len(subpath.points) == 5):
        return "rectangle"
    return "polyline"


def _same(p: Position, q: Position) -> bool:
    return abs(p[0] - q[0]) < STRAIGHT and abs(p[1] - q[1]) < STRAIGHT


def _upright(corners: list[Position]) -> bool:
    sides = zip(corners, corners[1:] + corners[:1], strict=True)
    leans = [(abs(p[0] - q[0]) < STRAIGHT, abs(p[1] - q[1]) < STRAIGHT) for p, q in sides]
    horizontal_first = leans[0][1] and leans[1][0] and leans[2][1] and leans[3][0]
    vertical_first = leans[0][0] and leans[1][1] and leans[2][0] and leans[3][1]
    return horizontal_first or vertical_first
