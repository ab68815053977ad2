"""The version of the installed package, which every result records."""

from importlib.metadata import version

VERSION = version("detente")
