"""Stability where it is not always known what somebody prefers: four extensions of each concept."""

from detente.stability.unknown.extensions import DEFAULT, EXTENSIONS, Extension, extension_named
from detente.stability.unknown.ruling import MOST_STATES, Extended, check_size
from detente.stability.unknown.together import Extensions, in_all_extensions

__all__ = [
    "DEFAULT",
    "EXTENSIONS",
    "MOST_STATES",
    "Extended",
    "Extension",
    "Extensions",
    "check_size",
    "extension_named",
    "in_all_extensions",
]
