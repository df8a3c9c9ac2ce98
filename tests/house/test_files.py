# SPDX-License-Identifier: Apache-2.0
"""How every file of the house looks: its first lines, its names, its size, its comments."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from pathlib import Path

from tests.house.sources import CODE, GENERATED, all_files, python_files, shown, tree

LICENCE = "# SPDX-License-Identifier: Apache-2.0\n"
LONGEST_FILE, LONGEST_FUNCTION = 450, 60
VAGUE = re.compile(r"(^|_)(utils?|helpers?|common|misc|managers?)(_|$)")
VAGUE_CLASS = re.compile(r"(Utils?|Helper|Common|Misc|Manager)($|[A-Z])")
UNWANTED_COMMENT = re.compile(
    r"\b(TODO|FIXME|XXX|HACK)\b|(type|pyright): *ignore|pragma: no cover|noqa(?!: *[A-Z]+\d)"
)
# Names that Qt gave explain themselves by `@override`; every other exception says why.
NOQA_WITHOUT_REASON = re.compile(r"noqa: *(?!N80)[A-Z]+\d+(, *[A-Z]+\d+)*\s*$")


def is_generated(file: Path) -> bool:
    return file.is_relative_to(GENERATED)


def comments(file: Path) -> list[tuple[int, str]]:
    source = io.StringIO(file.read_text(encoding="utf-8"))
    return [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(source.readline)
        if token.type == tokenize.COMMENT
    ]


def test_every_file_opens_with_its_licence_and_a_sentence() -> None:
    wrong: list[str] = []
    for file in all_files():
        sentence = (ast.get_docstring(tree(file)) or "").partition("\n\n")[0].rstrip()
        opens_well = file.read_text(encoding="utf-8").startswith(LICENCE)
        if not opens_well or (not is_generated(file) and not sentence.endswith((".", ":"))):
            wrong.append(shown(file))
    assert wrong == []


def test_package_faces_hold_a_docstring_and_nothing_else() -> None:
    faces = [file for file in all_files() if file.name == "__init__.py"]
    assert [shown(file) for file in faces if len(tree(file).body) != 1] == []


def test_no_file_folder_or_class_has_a_vague_name() -> None:
    wrong: list[str] = []
    for file in all_files():
        parts = shown(file).removesuffix(".py").split("/")
        wrong += [shown(file) for part in parts if VAGUE.search(part)]
        wrong += [
            f"{shown(file, node.lineno)} {node.name}"
            for node in ast.walk(tree(file))
            if isinstance(node, ast.ClassDef) and VAGUE_CLASS.search(node.name)
        ]
    assert wrong == []


def test_no_comment_silences_a_check_or_puts_work_off() -> None:
    wrong: list[str] = []
    for file in all_files():
        told = dict(comments(file))
        wrong += [
            f"{shown(file, line)} {comment}"
            for line, comment in told.items()
            if UNWANTED_COMMENT.search(comment)
            # The reason stands behind it, or on the line above.
            or (NOQA_WITHOUT_REASON.search(comment) and line - 1 not in told)
        ]
    assert wrong == []


def test_files_and_functions_stay_short() -> None:
    wrong: list[str] = []
    for file in python_files(*CODE, "tests", "bench"):
        if is_generated(file):
            continue
        lines = file.read_text(encoding="utf-8").count("\n")
        if lines > LONGEST_FILE:
            wrong.append(f"{shown(file)} has {lines} lines")
        for node in ast.walk(tree(file)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    wrong.append(f"{shown(file, node.lineno)} {node.name} has {length} lines")
    assert wrong == []
