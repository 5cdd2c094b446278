"""Commands that compute: tally, bench."""

from __future__ import annotations

import argparse
from typing import Any

from dibao_desktop.cli import bench
from dibao_desktop.cli.answer import Answer
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.rules.ratio import Ratio
from dibao_desktop.review.rules import tally as rules


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the parsers of these commands."""
    tally = commands.add_parser("tally", parents=[common], help="按规则计票并说明理由，不需要办公数据")
    tally.add_argument("--rule", type=_share, default=Ratio(2, 3), metavar="2/3", help="通过所需比例")
    tally.add_argument("--quorum", type=_share, default=Ratio(2, 3), metavar="2/3", help="到会所需比例")
    for name, words in (
        ("roster", "评议小组人数"),
        ("present", "到会人数（含回避的人）"),
        ("recused", "回避人数"),
        ("agree", "同意"),
        ("against", "不同意"),
        ("abstain", "弃权"),
        ("blank", "空白票"),
        ("spoilt", "废票"),
    ):
        tally.add_argument(
            f"--{name}", type=int, required=name in ("roster", "present"), default=0, metavar="人数", help=words
        )
    tally.set_defaults(act=count_votes)
    speed = commands.add_parser("bench", parents=[common], help="测量各项速度，给出 JSON")
    speed.add_argument("--households", type=int, default=10_000, metavar="户数")
    speed.add_argument("--rows", type=int, default=100_000, metavar="行数", help="导入导出的名册有多少行")
    speed.add_argument(
        "--part", choices=bench.PARTS, action="append", metavar="|".join(bench.PARTS), help="只测这一部分"
    )
    speed.set_defaults(act=bench.run)


def _share(written: str) -> Ratio:
    try:
        return rules.parse_share(written)
    except KnownError as refusal:
        raise argparse.ArgumentTypeError(refusal.message) from None


def count_votes(options: argparse.Namespace) -> Answer:
    """`tally`: what the engine decides and why."""
    counts = rules.Counts(
        options.roster,
        options.present,
        options.recused,
        options.agree,
        options.against,
        options.abstain,
        blank=options.blank,
        spoilt=options.spoilt,
    )
    decision = rules.decide(rules.TallyRule(options.quorum, options.rule), counts)
    return Answer(rules.tally_json(decision), decision.explanation)
