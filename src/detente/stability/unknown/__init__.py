"""Stability where it is not always known what somebody prefers: four extensions of each concept."""

from detente.stability.unknown.extensions import DEFAULT, EXTENSIONS, Extension, extension_named
from detente.stability.unknown.ruling import MOST_STATES, Extended, check_size

__all__ = ["DEFAULT", "EXTENSIONS", "MOST_STATES", "Extended", "Extension", "check_size", "extension_named"]
