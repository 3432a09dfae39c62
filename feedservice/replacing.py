"""Files that are replaced at once: whoever reads meanwhile sees the old text or the new one."""

from pathlib import Path


def replace(file: Path, text: str) -> None:
    """Write *text* beside *file*, and put it into its place.

    Raises:
        OSError: It cannot be written; the old one stays.
    """
    new = beside(file)
    new.write_text(text, encoding="utf-8")
    new.replace(file)


def beside(file: Path) -> Path:
    """Where the new text is written; it stays there if that is broken off."""
    return file.with_name(f"{file.name}.new")
