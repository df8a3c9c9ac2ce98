# SPDX-License-Identifier: Apache-2.0
"""Collects the program's words, checks the Chinese catalogues and compiles them into one.

Every area keeps a `zh_CN/<area>.po`; together they hold each word of the sources exactly once.
`python3 run.py words` compiles them and lists what is missing by source folder; with `--check`
nothing is written and every fault is an error.
"""

from __future__ import annotations

import io
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

TIMELESS = datetime(2000, 1, 1, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[2]
SOURCES = ("crm", "ui")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
    "NC_": ((1, "c"), 2),
}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
ENGLISH = re.compile(r"[A-Za-z]{3,}")


@dataclass(frozen=True)
class Word:
    """What identifies a word in a catalogue: its context, if any, and its (singular) text."""

    context: str | None
    text: str

    def __str__(self) -> str:
        return repr(self.text) if self.context is None else f"{self.text!r} ({self.context})"


@dataclass(frozen=True)
class Entry:
    """One translation in one area's file."""

    area: str
    message: Message

    def texts(self) -> list[str]:
        """The translations: one, or one for each plural form."""
        string = self.message.string
        return [string] if isinstance(string, str) else list(string or [""])


def used_words(root: Path = ROOT) -> dict[Word, list[str]]:
    """Every word that the sources show, with the places (`file:line`) that show it."""
    places: dict[Word, list[str]] = defaultdict(list)
    for source in SOURCES:
        found = extract_from_dir(
            root / source, method_map=[("**.py", "python")], keywords=dict(KEYWORDS)
        )
        for file, line, text, _comments, context in found:
            word = Word(context, text if isinstance(text, str) else text[0])
            places[word].append(f"{source}/{file}:{line}")
    return dict(places)


def read_area(file: Path) -> Catalog:
    """One area's catalogue."""
    with file.open("rb") as stream:
        return read_po(stream, locale="zh_CN", abort_invalid=True)


def entries(folder: Path) -> dict[Word, list[Entry]]:
    """All translations of a language's folder; a word with two entries is a fault."""
    found: dict[Word, list[Entry]] = defaultdict(list)
    for file in sorted(folder.glob("*.po")):
        for message in read_area(file):
            if message.id:
                found[_word_of(message)].append(Entry(file.stem, message))
    return dict(found)


def _word_of(message: Message) -> Word:
    return Word(message.context, message.id if isinstance(message.id, str) else message.id[0])


def obsolete(folder: Path) -> Iterator[str]:
    """Entries that a tool has commented out with `#~` and that nobody removed."""
    for file in sorted(folder.glob("*.po")):
        for word in read_area(file).obsolete:
            yield f"{file.name}: remove the obsolete entry {word!r}"


def compiled(found: dict[Word, list[Entry]]) -> bytes:
    """The catalogue as `gettext` reads it: the same bytes for the same words."""
    # Without a date of its own the header would say when it was compiled.
    catalogue = Catalog(
        locale="zh_CN", charset="utf-8", fuzzy=False, creation_date=TIMELESS, revision_date=TIMELESS
    )
    for _word, (entry, *_rest) in sorted(found.items(), key=lambda one: str(one[0])):
        message = entry.message
        catalogue.add(message.id, message.string, context=message.context)
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def faults(used: dict[Word, list[str]], found: dict[Word, list[Entry]]) -> Iterator[str]:
    """Everything that is wrong with the entries, a sentence each; missing words are not here."""
    for word, all_entries in found.items():
        areas = [entry.area for entry in all_entries]
        if len(areas) > 1:
            yield f"{', '.join(areas)}: {word} is in more than one file"
        if word not in used:
            yield f"{areas[0]}: {word} is used nowhere"
        for entry in all_entries:
            yield from (f"{entry.area}: {word} {fault}" for fault in _faults_of(entry))


def _faults_of(entry: Entry) -> Iterator[str]:
    source = entry.message.id
    sources = [source] if isinstance(source, str) else list(source)
    if entry.message.fuzzy:
        yield "is fuzzy"
    for text in entry.texts():
        if not text:
            yield "is not translated"
        elif not any(_placeholders(text) == _placeholders(one) for one in sources):
            yield f"has other placeholders in its translation: {text!r}"
        elif _is_english(text) and not _is_name(sources[0]):
            yield f"is translated as plain English: {text!r}"
        elif text[:1].isspace() != sources[0][:1].isspace():
            yield f"begins with other white space in its translation: {text!r}"


def _placeholders(text: str) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(text.replace("{{", "").replace("}}", "")))


def _is_english(text: str) -> bool:
    bare = PLACEHOLDER.sub("", text)
    return ENGLISH.search(bare) is not None and CHINESE.search(bare) is None


def _is_name(source: str) -> bool:
    # Names and abbreviations are the same in every language: WeChat is not, PDF and IRR are.
    words = re.findall(r"[A-Za-z]+", PLACEHOLDER.sub("", source))
    return all(word.isupper() or word in NAMES for word in words)


NAMES = frozenset({"English", "Ctrl", "Shift", "Alt", "Esc", "Enter", "Excel", "Word"})


def missing(used: dict[Word, list[str]], found: dict[Word, list[Entry]]) -> dict[str, list[str]]:
    """The words without an entry, by the folder of the source that shows them first."""
    by_folder: dict[str, list[str]] = defaultdict(list)
    for word, places in used.items():
        if word not in found:
            folder = str(Path(places[0].rsplit(":", 1)[0]).parent)
            by_folder[folder].append(f"{places[0]}: {word}")
    return dict(sorted(by_folder.items()))


def all_faults(root: Path = ROOT) -> list[str]:
    """Every fault of the Chinese catalogues, missing words and an old compiled file included."""
    folder = _folder(root)
    used, found = used_words(root), entries(folder)
    told = list(faults(used, found)) + list(obsolete(folder))
    for lines in missing(used, found).values():
        told += [f"not translated: {line}" for line in lines]
    target = _compiled_file(root)
    if not target.exists() or target.read_bytes() != compiled(found):
        told.append("the compiled catalogue is not current: python3 run.py words")
    return told


def _folder(root: Path) -> Path:
    return root / "resources" / "translations" / "zh_CN"


def _compiled_file(root: Path) -> Path:
    return _folder(root) / "LC_MESSAGES" / "invest-crm.mo"


def write(root: Path = ROOT) -> dict[str, list[str]]:
    """Compile the catalogues; the answer is the words that are missing, by folder."""
    found = entries(_folder(root))
    target = _compiled_file(root)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(compiled(found))
    return missing(used_words(root), found)


def main(words: list[str]) -> int:
    """The command: compile and list, or with `--check` only judge."""
    if words == ["--check"]:
        told = all_faults()
        print("\n".join(told) or "Every word has its Chinese.")
        return 1 if told else 0
    for folder, lines in write().items():
        print(f"\n{folder}: {len(lines)} missing", *lines, sep="\n  ")
    folder = _folder(ROOT)
    told = [*faults(used_words(), entries(folder)), *obsolete(folder)]
    print(*told, f"Compiled into {_compiled_file(ROOT).relative_to(ROOT)}", sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
