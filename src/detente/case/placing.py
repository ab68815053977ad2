"""Put a text into a file in one step, and only into what is a file.

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
    """Write a file in one step: either all of it is written, or the file stays as it was.

    Args:
        text: What to write.
        path: Where to. A file that is there is replaced and keeps its permissions; of a link, the file it leads to.

    Raises:
        CaseFileError: If it cannot be written, or what is there is no file.
    """
    try:
        target = Path(os.path.realpath(path))
        mode = _mode(target)
        if (kind := stat.S_IFMT(mode)) != stat.S_IFREG:
            what = _KINDS.get(kind, "something else")
            raise CaseFileError(Problem(f"this is {what}, not a file", "a file or a new name", place=Place(str(path))))
        _replace(target, text, stat.S_IMODE(mode) & 0o777)
    except (OSError, ValueError) as error:
        message = f"the file cannot be written: {getattr(error, 'strerror', None) or error}"
        raise CaseFileError(Problem(message, place=Place(str(path)))) from None


def _replace(target: Path, text: str, permissions: int) -> None:
    handle, made = tempfile.mkstemp(dir=target.parent, prefix=".detente.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        Path(made).chmod(permissions)
        Path(made).replace(target)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """Return the kind and the permissions of what is there, or those that a new file gets."""
    try:
        return target.stat().st_mode
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return stat.S_IFREG | 0o666 & ~mask
