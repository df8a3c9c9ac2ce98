# SPDX-License-Identifier: Apache-2.0
"""Files of the sample county: agreements, evidence of the start, pictures, the guide's cover."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from crm.domain.rules.pictures import COVER, PICTURE, PLATES
from crm.sample import landscapes, papers
from crm.sample.rows import Rows
from crm.sample.works import until
from crm.sample.world import Venture, World

OPENING = {
    "basics": "beverage", "policies": "tea", "costs": "energy", "procedures": "walnut",
    "projects": "tourism", "appendix": "herbs",
}  # fmt: skip
"""The landscapes that open the chapters of the guide."""
AGREEMENT, START = "agreement", "started"
"""The slots of the evidence that gates ask for."""
CAPTIONS = {
    "tea": "高山生态茶园|Highland tea gardens", "citrus": "河谷柑橘园|Citrus in the valley",
    "herbs": "药材基地|Fields of herbs", "vegetables": "高山蔬菜基地|Highland vegetables",
    "walnut": "核桃林|Walnut groves", "ginkgo": "古银杏林|Old ginkgo trees",
    "livestock": "高山草场|Highland pastures", "beverage": "水源地|The spring waters",
    "tourism": "明栖峡谷（示意）|The canyon", "logistics": "冷链物流园（示意）|Cold-chain park",
    "energy": "风光互补电站（示意）|Wind and sun", "other": "标准厂房（示意）|Standard workshops",
}  # fmt: skip


def add_files(world: World) -> None:
    """Evidence and pictures of the projects of a batch."""
    dice = world.dice("files")
    for venture in world.ventures:
        if venture.values.get("may_be_published"):
            on = until(venture, world.today)
            _picture(world.rows, venture, venture.chain, on)
            if dice.chance(0.3):
                others = tuple(one for one in CAPTIONS if one != venture.chain)
                _picture(world.rows, venture, dice.of(others), on)
        if venture.signed is not None:
            _page(world.rows, venture, AGREEMENT, "投资协议（签字盖章件）.png", venture.signed)
        if venture.started is not None:
            _page(world.rows, venture, START, "开工令和施工许可证.png", venture.started)


def add_covers(rows: Rows, editions: Sequence[int]) -> None:
    """The pictures of each edition: its cover, and one that opens each chapter."""
    for edition in editions:
        values: dict[str, object] = {
            "owner": "guide_edition", "owner_id": edition, "slot": COVER, "name": "cover.jpg",
            "media_type": "image/jpeg", "caption": "示例县晨景（绘图）",
            "caption_en": "Morning in Shili (drawing)",
        }  # fmt: skip
        _attach(rows, values, landscapes.cover(), rows.today)
        for chapter, scene in OPENING.items():
            _opening(rows, edition, PLATES[chapter], scene)


def _opening(rows: Rows, edition: int, slot: str, scene: str) -> None:
    caption, caption_en = CAPTIONS[scene].split("|")
    values: dict[str, object] = {
        "owner": "guide_edition", "owner_id": edition, "slot": slot, "name": f"{scene}.jpg",
        "media_type": "image/jpeg", "caption": caption, "caption_en": caption_en,
    }  # fmt: skip
    _attach(rows, values, landscapes.plate(scene), rows.today)


def _picture(rows: Rows, venture: Venture, chain: str, on: date) -> None:
    caption, caption_en = CAPTIONS[chain].split("|")
    values: dict[str, object] = {
        "owner": "project", "owner_id": venture.id, "slot": PICTURE, "name": f"{chain}.jpg",
        "media_type": "image/jpeg", "caption": caption, "caption_en": caption_en,
    }  # fmt: skip
    _attach(rows, values, landscapes.picture(chain), on)


def _page(rows: Rows, venture: Venture, slot: str, name: str, on: date) -> None:
    values: dict[str, object] = {
        "owner": "project", "owner_id": venture.id, "slot": slot, "name": name,
        "media_type": "image/png",
    }  # fmt: skip
    _attach(rows, values, papers.page(slot), on)


def _attach(rows: Rows, values: dict[str, object], content: bytes, on: date) -> None:
    values |= {"size": len(content), "sha256": rows.keep(content)}
    rows.add("attachment", values, born=on)
