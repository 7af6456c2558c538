"""Colours as people with a colour vision deficiency see them, and how far apart two of them are.

Matrices for full protanopia, deuteranopia and tritanopia: Machado, Oliveira and Fernandes, "A Physiologically-based
Model for Simulation of Color Vision Deficiency" (2009). Distances are Euclidean in CIE L*a*b* (D65).
"""

import numpy as np
import numpy.typing as npt

Colour = npt.NDArray[np.float64]

_SEEN = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
VISIONS = tuple(_SEEN)

_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def distance(one: str, other: str, vision: str) -> float:
    """How far apart two colours (``#RRGGBB``) are for somebody; about 2 can just be told apart side by side."""
    return float(np.linalg.norm(_lab(one, vision) - _lab(other, vision)))


def contrast(one: str, other: str) -> float:
    """How much lighter the lighter of two colours is, 1 to 21, as WCAG 2 counts it."""
    low, high = sorted(float(_XYZ[1] @ _linear(colour)) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _linear(colour: str) -> Colour:
    light = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(light <= 0.04045, light / 12.92, ((light + 0.055) / 1.055) ** 2.4)


def _lab(colour: str, vision: str) -> Colour:
    seen = np.clip(_SEEN[vision] @ _linear(colour), 0, 1)
    share = _XYZ @ seen / _WHITE
    f = np.where(share > (6 / 29) ** 3, np.cbrt(share), share / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
