"""A chart as a picture, on its way from the drawing to whoever shows it."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawn chart.

    Attributes:
        png: The bytes of the PNG file.
        alt: What the picture says, for those who cannot see it.
    """

    png: bytes = field(repr=False)
    alt: str
