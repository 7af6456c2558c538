"""Native charts: from the XML of a chart part to its series, as the file has them and without judgement.

A chart keeps a copy of the figures it shows; where a program wrote none, the cells that it points to are asked.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element

from corpus.office.chart import Cell, Cells, NativeChart, NativeSeries, Value
from corpus.office.formats import GENERAL, exact, is_date, show, show_date

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"

_KINDS = {
    "barChart": "bar",
    "bar3DChart": "bar",
    "lineChart": "line",
    "line3DChart": "line",
    "areaChart": "area",
    "area3DChart": "area",
    "pieChart": "pie",
    "pie3DChart": "pie",
    "ofPieChart": "pie",
    "doughnutChart": "pie",
    "scatterChart": "line",
}


MOST_POINTS = 10_000
"""Points of a series: a file may state any number."""


@dataclass(slots=True)
class _Points:
    """Texts and formats of a cached or resolved reference, by position."""

    count: int = 0
    texts: dict[int, str] = field(default_factory=dict)
    codes: dict[int, str] = field(default_factory=dict)


def native_chart(root: Element, workbook: Cells | None = None) -> NativeChart:
    """Take a chart part apart.

    Args:
        root: Its root element, ``c:chartSpace``.
        workbook: Where its references lead, if that can be read.
    """
    return _Reader(root, workbook).chart()


class _Reader:
    def __init__(self, root: Element, workbook: Cells | None) -> None:
        self._root = root
        self._workbook = workbook
        visible = root.find(f".//{C}plotVisOnly")
        self._visible_only = visible is None or _is_on(visible)
        self._from_1904 = _is_on(root.find(f"{C}date1904"), absent=False)

    def chart(self) -> NativeChart:
        chart = self._root.find(f"{C}chart")
        area = self._root.find(f"{C}chart/{C}plotArea")
        title = chart.find(f"{C}title") if chart is not None else None
        axes = [axis for axis in area or () if axis.tag.endswith("Ax") and not _is_on(axis.find(f"{C}delete"), False)]
        external = self._root.find(f"{C}externalData")
        return NativeChart(
            title=self._text_of(title.find(f"{C}tx")) if title is not None else "",
            axis_titles=tuple(filter(None, (self._text_of(axis.find(f"{C}title/{C}tx")) for axis in axes))),
            series=tuple(self._all_series(area)) if area is not None else (),
            scaled=any(axis.find(f"{C}dispUnits") is not None for axis in axes),
            external=next(iter(external.attrib.values()), None) if external is not None else None,
        )

    def _all_series(self, area: Element) -> Iterator[NativeSeries]:
        for plot in area:
            name = plot.tag.removeprefix(C)
            if not name.endswith("Chart"):
                continue
            kind = _KINDS.get(name, "other")
            if kind in ("bar", "area") and _value(plot.find(f"{C}grouping")) in ("stacked", "percentStacked"):
                kind = f"stacked_{kind}"
            for series in plot.findall(f"{C}ser"):
                yield self._series(series, plot, kind)

    def _series(self, series: Element, plot: Element, kind: str) -> NativeSeries:
        values = self._points(_first(series, "val", "yVal"))
        labels = _Labels(series, plot)
        doubts = []
        held: dict[int, Value] = {}
        for at, text in values.texts.items():
            number = exact(text)
            if number is not None:
                held[at] = labels.dress(at, Value(number, values.codes.get(at, GENERAL)))
        if not held:
            doubts.append("no_data")
        elif self._is_stale(_first(series, "val", "yVal"), held):
            doubts.append("stale_copy")
        categories = self._categories(_first(series, "cat", "xVal"), values.count)
        return NativeSeries(self._text_of(series.find(f"{C}tx")), kind, categories, held, tuple(doubts))

    # References: a copy of what they point to, or the cells themselves.

    def _points(self, source: Element | None) -> _Points:
        reference = next(iter(source), None) if source is not None else None
        if reference is None:
            return _Points()
        copied = _copied(reference)
        return copied if copied.texts else self._resolved(reference) or copied

    def _resolved(self, reference: Element) -> _Points | None:
        rows = self._rows(reference)
        if rows is None:
            return None
        found = _Points()
        for at, cell in enumerate(cell for row in rows for cell in row):
            found.count = at + 1
            if cell.number is not None:
                found.texts[at], found.codes[at] = f"{cell.number:f}", cell.code
            elif cell.text:
                found.texts[at] = cell.text
        return found

    def _rows(self, reference: Element) -> Sequence[Sequence[Cell]] | None:
        formula = reference.findtext(f"{C}f")
        return self._workbook.cells(formula, self._visible_only) if self._workbook and formula else None

    def _is_stale(self, source: Element | None, held: dict[int, Value]) -> bool:
        """Whether the chart's copy and the cells that it points to both have figures, and other ones."""
        reference = next(iter(source), None) if source is not None else None
        rows = self._rows(reference) if reference is not None else None
        if rows is None:
            return False
        cells = {at: cell.number for at, cell in enumerate(c for row in rows for c in row) if cell.number is not None}
        return cells != {at: value.number for at, value in held.items()}

    def _categories(self, source: Element | None, count: int) -> tuple[tuple[str, ...], ...]:
        reference = next(iter(source), None) if source is not None else None
        if reference is None:
            return ()
        levels = [self._shown(level) for level in _levels(reference)]
        if not any(level.texts for level in levels):
            levels = self._resolved_levels(reference, count)
        count = max([count, *(level.count for level in levels)])
        filled = [_spread(level.texts, count) if outer else level.texts for outer, level in _outermost_first(levels)]
        return tuple(tuple(text for level in filled if (text := level.get(at, "").strip())) for at in range(count))

    def _resolved_levels(self, reference: Element, count: int) -> list[_Points]:
        """The levels of a range, innermost first: it has as many columns (or rows) as levels."""
        rows = self._rows(reference) or ()
        lines = list(zip(*rows, strict=False)) if len(rows) >= len(rows[0] if rows else ()) else list(rows)
        return [
            _Points(max(count, len(line)), {at: cell.text for at, cell in enumerate(line) if cell.text})
            for line in reversed(lines)
        ]

    def _shown(self, level: _Points) -> _Points:
        """A level with its numbers as its format shows them: 27 in ``"H"0`` is H27, 45017 in ``yyyy"年度"`` a year."""
        for at, text in level.texts.items():
            number, code = exact(text), level.codes.get(at, GENERAL)
            if number is not None and at in level.codes:
                dated = is_date(code)
                level.texts[at] = show_date(number, code, self._from_1904) if dated else show(number, code).text
        return level

    def _text_of(self, tx: Element | None) -> str:
        """The text of a title or a series' name: typed, copied or in the cell it points to."""
        if tx is None:
            return ""
        rich = tx.find(f"{C}rich")
        if rich is not None:
            return "\n".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in rich.findall(f"{A}p")).strip()
        reference = tx.find(f"{C}strRef")
        if reference is None:
            return (tx.findtext(f"{C}v") or "").strip()
        points = _copied(reference)
        if not points.texts:
            points = self._resolved(reference) or points
        return "".join(points.texts[at] for at in sorted(points.texts)).strip()


def _copied(reference: Element) -> _Points:
    """What a reference has copied, or a literal states."""
    cache = next((part for part in (reference, *reference) if part.find(f"{C}ptCount") is not None), reference)
    return _level(cache)


def _level(cache: Element) -> _Points:
    common = cache.findtext(f"{C}formatCode")
    found = _Points(_count(cache.find(f"{C}ptCount")))
    for point in cache.findall(f"{C}pt"):
        at, text = int(point.get("idx", "0")), point.findtext(f"{C}v")
        if text is None or not text.strip() or at >= MOST_POINTS:
            continue
        found.texts[at] = text
        code = point.get("formatCode") or common
        if code or cache.tag in (f"{C}numCache", f"{C}numLit"):
            found.codes[at] = code or GENERAL
    return found


def _count(element: Element | None) -> int:
    return min(int(_value(element) or 0), MOST_POINTS)


def _levels(reference: Element) -> list[_Points]:
    """The levels of categories, innermost first as the file has them."""
    levels = list(reference.iter(f"{C}lvl"))
    if not levels:
        return [_copied(reference)]
    count = _count(reference.find(f".//{C}ptCount"))
    return [replace(_level(level), count=count) for level in levels]


def _outermost_first(levels: list[_Points]) -> Iterator[tuple[bool, _Points]]:
    for at in range(len(levels) - 1, -1, -1):
        yield at > 0, levels[at]


def _spread(texts: dict[int, str], count: int) -> dict[int, str]:
    """An outer level's text holds until the next one."""
    spread, text = {}, ""
    for at in range(count):
        text = texts.get(at, text)
        spread[at] = text
    return spread


class _Labels:
    """The data labels of a series: those of single points, else its own, else those of its plot."""

    def __init__(self, series: Element, plot: Element) -> None:
        own, common = series.find(f"{C}dLbls"), plot.find(f"{C}dLbls")
        self._all = own if own is not None else common
        self._single = (
            {_value(one.find(f"{C}idx")): one for one in own if one.tag == f"{C}dLbl"} if own is not None else {}
        )
        cache = series.find(f".//{_C15}dlblRangeCache")
        self._range = _level(cache).texts if cache is not None else {}

    def dress(self, at: int, value: Value) -> Value:
        """A value with its label and the format that the label shows it in."""
        single = self._single.get(str(at))
        if single is not None and _is_on(single.find(f"{C}delete"), absent=False):
            return value
        labels = [part for part in (single, self._all) if part is not None]
        code = next((code for part in labels if (code := _own_format(part))), value.code)
        shown = next((s for part in labels if (s := part.find(f"{C}showVal")) is not None), None)
        typed = self._typed(single, at) if single is not None else None
        labelled = typed is not None or (shown is not None and _is_on(shown))
        return replace(value, code=code if labelled else value.code, typed=typed, labelled=labelled)

    def _typed(self, label: Element, at: int) -> str | None:
        """The text typed over a value; None if it only shows the value."""
        rich = label.find(f"{C}tx/{C}rich")
        if rich is None:
            return None
        text = ""
        for part in rich.iter():
            field_type = part.get("type", "") if part.tag == f"{A}fld" else None
            if field_type == "VALUE":
                return None
            if field_type == "CELLRANGE" and at in self._range:
                return self._range[at]
            text += part.text or "" if part.tag == f"{A}t" else ""
        return text.strip() or None


def _own_format(labels: Element) -> str | None:
    number_format = labels.find(f"{C}numFmt")
    if number_format is None or number_format.get("sourceLinked") in ("1", "true"):
        return None
    return number_format.get("formatCode")


def _first(series: Element, *names: str) -> Element | None:
    return next((found for name in names if (found := series.find(f"{C}{name}")) is not None), None)


def _value(element: Element | None) -> str | None:
    return element.get("val") if element is not None else None


def _is_on(element: Element | None, absent: bool = True) -> bool:
    """A switch of the chart format: present without a value it is on."""
    return absent if element is None else element.get("val", "1") in ("1", "true")
