"""What pypdf raises on damaged files: its own errors, and many of Python's that escape it."""

import struct
import zlib

from pypdf.errors import PyPdfError

BROKEN = (
    PyPdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
    ArithmeticError,
    AssertionError,
    NotImplementedError,
    EOFError,
    OSError,
    zlib.error,
    struct.error,
)
