# SPDX-License-Identifier: Apache-2.0
"""The whole guide: what it holds, that it is the same every time, that it can be stopped."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.actions.attaching import attach
from crm.documents.engine.memory import forget
from crm.documents.engine.page import Page
from crm.documents.engine.text import Setting
from crm.documents.guide.printing import compose, make, print_guide
from crm.domain.edition import GuideEdition
from crm.errors import Cancelled, InvalidInput, NotAllowed, NotFound
from crm.progress import Progress
from crm.queries import guard
from crm.storage.register import Register
from tests.builders import saved
from tests.crm.documents.engine import reading
from tests.crm.documents.guide.office import (
    LANGUAGE,
    TODAY,
    data,
    fill,
    made,
    only,
    with_edition,
    with_project,
)

HOSTILE = (
    "<b>& <img src='/etc/passwd'> {braces} %s \\n",
    "很长的文字，没有尽头；" * 900,
    "😀👩‍👩‍👧🇨🇳 emoji",
    "עברית \u202eevil\u202c مرحبا",
    "a\x00b\x07c\x1bd\ufffe\ud800",
    "　。，“”（（（《《《",
    "W" * 400,
)
_ZXING = cast("Any", zxingcpp)


def written(content: bytes, folder: Path) -> Path:
    target = folder / "guide.pdf"
    target.write_bytes(content)
    return target


@pytest.fixture(params=["zh", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_the_guide_has_all_its_pages_and_every_font_inside(tmp_path: Path, language: str) -> None:
    found = made(language)
    target = written(found.content, tmp_path)
    assert found.printed.pages == len(reading.texts(target)) >= 18
    assert all(reading.fonts(target).values())
    assert reading.trouble(target) == []
    assert not found.printed.missing_characters
    assert reading.said_of_itself(target)["language"] == LANGUAGE[language].replace("_", "-")


def test_every_text_of_the_county_can_be_read_in_it(tmp_path: Path) -> None:
    whole = "".join(reading.texts(written(made().content, tmp_path)))
    for text in (
        "示例县招商服务中心", "欢迎来到示例县。", "168.4", "亿元", "24.6万亩", "明栖园", "MQ-A-03",
        "支持办法2", "示政办发〔2024〕1号", "设备投资额的8%", "0.44–0.66", "元/千瓦时", "项目备案",
        "富硒绿茶加工项目", "1.11", "6,700万元", "建设生产线4条。", "0719-5550121", "县统计局公报",
        "2026年6月30日", "《备案管理条例》第十三条",
    ):  # fmt: skip
        assert text in whole.replace(" ", ""), text


def test_the_english_edition_says_the_same_in_english(tmp_path: Path) -> None:
    whole = " ".join(reading.texts(written(made("en").content, tmp_path)))
    for text in (
        "Investment Guide to Shili", "30 June 2026", "CNY 111 million", "Green Tea Plant",
        "246,000 mu", "CNY per kWh", "Yin Qisong", "10 working days", "Preferential policies",
    ):  # fmt: skip
        assert text in whole, text
    assert "†" in whole


def test_outline_and_contents_follow_the_order_of_the_chapters(tmp_path: Path) -> None:
    target = written(made("en").content, tmp_path)
    outline = reading.outline(target)
    tops = [title.text for title in outline if title.level == 0]
    assert [text.partition("  ")[2] or text for text in tops] == [
        "Message", "Basic facts", "Preferential policies", "Investment costs",
        "Investment procedures", "Projects", "Appendices",
    ]  # fmt: skip
    pages = [title.page for title in outline]
    assert pages == sorted(pages)
    contents = reading.texts(target)[3]
    assert "Basic facts" in contents
    assert "Projects" in contents


def test_each_record_is_found_on_its_page(tmp_path: Path) -> None:
    found = made()
    texts = reading.texts(written(found.content, tmp_path))
    for entry in data().projects:
        page = found.pages["project", entry.project.id]
        assert str(entry.project["name"]) in texts[page]
    for entry in data().policies:
        assert ("policy", entry.policy.id) in found.pages


def test_the_code_of_a_sheet_holds_the_contact(tmp_path: Path) -> None:
    found = made()
    page = found.pages["project", data().projects[0].project.id]
    image = reading.picture(written(found.content, tmp_path), page, 3.0)
    codes = [str(code.text) for code in _ZXING.read_barcodes(image)]
    assert any("TEL:0719-5550121" in code and "N:尹其松" in code for code in codes)


def test_no_line_breaks_the_rules_of_chinese_punctuation(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[str] = []
    draw = Page.text

    def listening(self: Page, setting: Setting, *given: Any) -> None:  # noqa: ANN401 - as it comes
        lines.extend(setting.texts())
        draw(self, setting, *given)

    monkeypatch.setattr(Page, "text", listening)
    long = "本县地处武陵山区腹地，雨量充沛（年均1500毫米）；适宜茶叶、柑橘、“中药材”等生长。" * 8
    make(with_project(data(), content=long, market=long, benefits=long), language="zh_CN")
    assert len(lines) > 300
    assert [line for line in lines if line[:1] and line[0] in "，。、；：？！）》”"] == []
    assert [line for line in lines if line[-1:] and line[-1] in "（《“"] == []


def test_the_same_data_give_the_same_file() -> None:
    assert compose(data(), language="zh_CN") == made().content
    other = with_project(data(), jobs=121)
    assert compose(other, language="zh_CN") != made().content


@pytest.mark.parametrize("paper", ["A4", "16K"])
@pytest.mark.parametrize("look", ["tea", "orange"])
def test_both_papers_and_looks_come_out(paper: str, look: str, tmp_path: Path) -> None:
    content = compose(only(data(), ["basics"]), language="zh_CN", paper=paper, look=look)
    width, height = reading.size(written(content, tmp_path))
    assert width == pytest.approx(595, abs=1)
    assert height == pytest.approx(842 if paper == "A4" else 808, abs=1)


def test_only_the_chapters_of_the_plan_are_printed() -> None:
    few = make(only(data("en"), ["costs", "projects"]), language="en").printed.outline
    tops = [entry.text.partition("  ")[2] or entry.text for entry in few if entry.level == 0]
    assert tops == ["Message", "Investment costs", "Projects"]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_only_text(text: str, tmp_path: Path) -> None:
    given = with_project(
        data(), name=text[:120], content=text, market=text, contact_name=text[:60],
        contact_phone=text[:60], condition_water=text, site=text[:120], supporting=text,
    )  # fmt: skip
    given = with_edition(given, title=text[:120], message=text, hotline=text[:60],
                         disclaimer=text[:2000], issuer=text, signatory=text)  # fmt: skip
    for language in ("zh_CN", "en"):
        target = written(compose(given, language=language), tmp_path)
        assert reading.trouble(target) == []
    assert "Black Tea" in "".join(reading.texts(target))


def test_a_broken_picture_does_not_stop_the_guide(tmp_path: Path) -> None:
    first, *others = data().projects
    broken = replace(data(), cover=b"no picture", projects=(
        replace(first, pictures=(b"no picture",)), *others))  # fmt: skip
    target = written(compose(broken, language="zh_CN"), tmp_path)
    assert "柑橘分选中心项目" in "".join(reading.texts(target))


def test_records_whose_picture_is_broken_are_named_each_time_the_guide_is_made() -> None:
    first, *others = data().projects
    broken = replace(data(), cover=b"no picture", plates={"costs": b"none"}, projects=(
        replace(first, pictures=(b"no picture", b"none")), *others))  # fmt: skip
    edition, project = broken.edition.id, first.project.id
    wanted = [
        ("guide_edition", edition, "chapter-costs", 0),
        ("guide_edition", edition, "cover", 0),
        ("project", project, "", 0),
    ]
    first_time, again = (make(broken, language="zh_CN").printed.unfit for _time in range(2))
    assert sorted(first_time) == sorted(again) == wanted
    assert make(data(), language="zh_CN").printed.unfit == ()
    found = {
        (one.record, one.sentence.partition("broken")[0]) for one in guard.unfit(broken, again)
    }
    assert found == {
        ("guide_edition", "Cover: The picture is "),
        ("guide_edition", "Investment costs: The picture is "),
        ("project", "The picture is "),
    }


def test_an_empty_county_still_makes_a_guide(store: Register, tmp_path: Path) -> None:
    saved(store, GuideEdition(title="空", language="zh", year=2026))
    printed = print_guide(store, tmp_path / "guide.pdf", language="zh_CN", today=TODAY)
    assert printed.pages == 3, "cover, imprint and contents: no chapter holds anything"


def test_print_guide_takes_the_edition_of_the_language(store: Register, tmp_path: Path) -> None:
    ids = fill(store)
    target = tmp_path / "guide.pdf"
    shares: list[float] = []
    progress = Progress(lambda share, _note: shares.append(share))
    printed = print_guide(store, target, language="en", today=TODAY, progress=progress)
    assert reading.said_of_itself(target)["title"] == "Investment Guide to Shili"
    assert printed.pages == len(reading.texts(target))
    assert shares[-1] == 1.0
    print_guide(store, target, language="zh_CN", edition_id=ids["zh"], today=TODAY)
    assert reading.said_of_itself(target)["title"] == "示例县投资指南"


def test_an_edition_keeps_its_own_paper_and_look(store: Register, tmp_path: Path) -> None:
    saved(store, GuideEdition(title="小", language="zh", year=2026, paper="16K", theme="orange"))
    target = tmp_path / "guide.pdf"
    print_guide(store, target, language="zh_CN", today=TODAY)
    assert reading.size(target)[1] == pytest.approx(808, abs=1)
    red, _green, blue = reading.colour(reading.picture(target), 20, 20)
    assert red > blue
    print_guide(store, target, language="zh_CN", paper="A4", today=TODAY)
    assert reading.size(target)[1] == pytest.approx(842, abs=1)


def test_stopping_leaves_no_file_and_keeps_the_older_one(store: Register, tmp_path: Path) -> None:
    fill(store)
    target = tmp_path / "out" / "guide.pdf"
    target.parent.mkdir()
    target.write_bytes(b"older")
    for limit in (0.0, 0.55, 0.9):
        progress = Progress(lambda share, _note, limit=limit: stop(share, limit))

        def stop(share: float, limit: float, progress: Progress = progress) -> None:
            if share >= limit:
                progress.cancel()

        with pytest.raises(Cancelled):
            print_guide(store, target, language="zh_CN", today=TODAY, progress=progress)
        assert [path.name for path in target.parent.iterdir()] == ["guide.pdf"]
        assert target.read_bytes() == b"older"


def test_what_is_not_there_is_said(store: Register, tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        print_guide(store, tmp_path / "guide.pdf", language="zh_CN", today=TODAY)
    with pytest.raises(InvalidInput):
        compose(data(), language="zh_CN", paper="A5")
    with pytest.raises(InvalidInput):
        compose(data(), language="de")
    assert not (tmp_path / "guide.pdf").exists()


def test_the_appendices_look_up_nothing_that_is_not_printed(tmp_path: Path) -> None:
    few = make(only(data("en"), ["costs", "appendix"]), language="en")
    titles = [entry.text.partition("  ")[2] for entry in few.printed.outline if entry.level == 1]
    assert titles[-2:] == ["Contacts", "Sources of the data"]
    whole = " ".join(reading.texts(written(few.content, tmp_path)))
    assert "Green Tea Plant" not in whole
    assert "Support 1" not in whole
    assert "Industrial power" in whole
    assert few.pages["chapter", 2] < few.pages["chapter", 5]


WORDS = st.text(st.characters(codec="utf-8"), max_size=80) | st.sampled_from(HOSTILE)


@settings(max_examples=12, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["name", "content", "market"]), WORDS), max_size=3))
def test_a_guide_made_again_after_edits_is_the_one_that_a_fresh_start_makes(
    edits: list[tuple[str, str]],
) -> None:
    edited = data("zh")
    for field, words in edits:
        edited = with_project(edited, **{field: words})
        make(edited, language=LANGUAGE["zh"])
    again = compose(edited, language=LANGUAGE["zh"])
    forget()
    assert compose(edited, language=LANGUAGE["zh"]) == again


def test_a_strict_guide_is_not_printed_with_a_drawing_for_a_broken_picture(
    store: Register, tmp_path: Path
) -> None:
    ids = fill(store)
    target = tmp_path / "guide.pdf"
    with store.writing("A colleague") as unit:
        attach(unit, "guide_edition", ids["zh"], "hills.jpg", b"no picture", slot="chapter-costs",
               largest=1_000)  # fmt: skip
    ask = partial(print_guide, store, target, language="zh_CN", edition_id=ids["zh"], today=TODAY)
    for version in ("screen", "archive"):
        with pytest.raises(NotAllowed, match="broken or too large"):
            ask(version=version, strict=True)
        assert list(tmp_path.glob("*.pdf")) == []
    printed = ask()
    assert printed.unfit == (("guide_edition", ids["zh"], "chapter-costs", 0),)
