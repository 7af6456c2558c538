"""Colours of the device and common other spaces as red, green, blue; close enough to tell series apart."""

from collections.abc import Sequence

from corpus.pdf.page import Colour


def colour_of(components: Sequence[float]) -> Colour | None:
    """Red, green, blue of one (grey), three (RGB) or four (CMYK) components; None for a pattern or an odd number.

    A single component is taken for grey: right for DeviceGray and CalGray, and for a spot colour it still
    tells one ink's tints apart.
    """
    if len(components) == 1:
        grey = _within(components[0])
        return grey, grey, grey
    if len(components) == 3:
        red, green, blue = (_within(c) for c in components)
        return red, green, blue
    if len(components) == 4:
        cyan, magenta, yellow, black = (_within(c) for c in components)
        return (1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black)
    return None


def _within(component: float) -> float:
    return round(min(1.0, max(0.0, component)), 4)
