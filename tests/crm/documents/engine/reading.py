# SPDX-License-Identifier: Apache-2.0
"""Reads a written PDF back, as a reader of the document would."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pikepdf
import pypdfium2
from PIL import Image

from crm.documents.engine.composer import Composer, Printed
from crm.documents.engine.output import About
from crm.documents.engine.style import look


def composer() -> Composer:
    return Composer(look("tea"), about=About("投资指南", "示例县招商专班"))


def saved(made: Composer, folder: Path) -> tuple[Path, Printed]:
    target = folder / "document.pdf"
    return target, made.save(target)


def texts(path: Path) -> list[str]:
    """What can be read and copied, page by page, without the ends of lines."""
    document = pypdfium2.PdfDocument(path)
    try:
        found: list[str] = []
        for number in range(len(document)):
            text = document[number].get_textpage().get_text_bounded()
            found.append(text.replace("\r", "").replace("\n", ""))
        return found
    finally:
        document.close()


def picture(path: Path, number: int = 0, scale: float = 2.0) -> Image.Image:
    document = pypdfium2.PdfDocument(path)
    try:
        return cast("Image.Image", document[number].render(scale=scale).to_pil())
    finally:
        document.close()


def fonts(path: Path) -> dict[str, Any]:
    """All fonts of the file by name."""
    with pikepdf.open(path) as pdf:
        return {
            str(font["/BaseFont"]): "/FontFile2" in font["/DescendantFonts"][0]["/FontDescriptor"]
            for page in pdf.pages
            for font in cast("dict[str, Any]", page.resources["/Font"]).values()
        }


def trouble(path: Path) -> list[str]:
    """What qpdf has to say against the file."""
    with pikepdf.open(path) as pdf:
        return pdf.check_pdf_syntax()
