"""The text of a pack file to a policy, or to everything that is wrong with it (STYLE: pure, text in, values out)."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from dibao_desktop.policy.rules import consistency, sections
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.table import Notes, Table

FORMAT = 1
_ID = re.compile(r"[a-z][a-z0-9_-]*")
_LINE = re.compile(r"line (\d+)")


@dataclass(frozen=True)
class PackProblem:
    """One fault of a pack file: which file, which key, why."""

    file: str
    key: str
    reason: str

    @property
    def sentence(self) -> str:
        where = f"的 {self.key}" if self.key else ""
        return f"政策方案文件 {self.file} {where}有误：{self.reason}。"


@dataclass(frozen=True)
class Reading:
    """What came of a file: a policy, or the problems that refused it."""

    policy: Policy | None
    problems: tuple[PackProblem, ...]


def read_pack(toml: str, file: str) -> Reading:
    """Read one pack; `file` is the name its problems are reported under."""
    try:
        values = tomllib.loads(toml, parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        place = f"第 {found[1]} 行" if found else "文件末尾"
        return Reading(None, (PackProblem(file, "", f"{place}不符合 TOML 格式"),))
    notes = Notes()
    policy = _policy(values, notes)
    faults = notes.faults or consistency.faults(policy)
    if faults:
        return Reading(None, tuple(PackProblem(file, key, reason) for key, reason in dict.fromkeys(faults)))
    return Reading(policy, ())


def _policy(values: dict[str, Any], notes: Notes) -> Policy:
    root = Table(values, "", notes)
    if root.whole("format") != FORMAT:
        root.fault("format", f"本程序只认识格式 {FORMAT}")
    pack_id = root.text("id")
    if pack_id and not _ID.fullmatch(pack_id):
        root.fault("id", "只能用小写字母、数字和连字符，以字母开头")
    policy = Policy(
        id=pack_id,
        title=root.text("title"),
        issuer=root.text("issuer"),
        year=root.whole("year"),
        document=root.text("document"),
        aliases=root.texts("aliases", required=False),
        standards=sections.standards(root),
        categories=sections.categories(root),
        amount=sections.amounts(root),
        edge=sections.edge(root),
        income=sections.income(root),
        check_items=sections.check_items(root),
        steps=sections.steps(root),
        visit=sections.visit(root),
        review=sections.review(root),
        notice=sections.notice(root),
        decision=sections.decision(root),
        reverification=sections.reverification(root),
        campaign=sections.campaign(root),
        stages=sections.stages(root),
        schedule=sections.schedule(root),
        sampling=sections.sampling(root),
        supplements=sections.supplements(root),
        supplements_add_up=root.flag("supplements_add_up", default=False),
        figures=tuple(notes.figures),
    )
    root.finish()
    return policy
