"""Put something into a file in one step, and only into what is a file.

A link stays a link: the file that it leads to is replaced. What is there and no file, such as a pipe or a device, is
refused, since replacing it would do away with it.

>>> import tempfile
>>> with tempfile.TemporaryDirectory() as folder:
...     write_text("detente: 1", Path(folder) / "case.yaml")
...     print(*(each.name for each in Path(folder).iterdir()))
case.yaml
"""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from detente.errors import CaseFileError, Place, Problem

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def write_text(text: str, path: str | Path) -> None:
    """Write a file in one step; see :func:`replacing`."""
    with replacing(path) as made, made.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def write_bytes(content: bytes, path: str | Path) -> None:
    """Write a file in one step; see :func:`replacing`."""
    with replacing(path) as made:
        made.write_bytes(content)


@contextmanager
def replacing(path: str | Path) -> Iterator[Path]:
    """Give a file to write that then takes its place in one step: either all of it does, or what is there stays.

    Args:
        path: Where to. A file that is there is replaced and keeps its permissions; of a link, the file it leads to.

    Yields:
        The path to write to.

    Raises:
        CaseFileError: If it cannot be written, or what is there is no file.
    """
    try:
        mode = _mode(Path(path))
        target = Path(os.path.realpath(path))
        if (kind := stat.S_IFMT(mode)) != stat.S_IFREG:
            what = _KINDS.get(kind, "something else")
            raise CaseFileError(Problem(f"this is {what}, not a file", "a file or a new name", place=Place(str(path))))
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".detente.", suffix=".tmp") as folder:
            made = Path(folder) / f"made{Path(path).suffix.lower()}"
            yield made
            made.chmod(stat.S_IMODE(mode) & 0o777)
            made.replace(target)
    except (OSError, UnicodeError) as error:
        message = f"the file cannot be written: {getattr(error, 'strerror', None) or error}"
        raise CaseFileError(Problem(message, place=Place(str(path)))) from None


def _mode(target: Path) -> int:
    """Return the kind and the permissions of what is there, or those that a new file gets."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return stat.S_IFREG | 0o666 & ~mask
    except ValueError as error:  # of a name that no file can have
        raise OSError(str(error)) from None
