"""Commands about the office itself: demo, new, set, verify, backup, restore."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

from dibao_desktop import office as offices
from dibao_desktop.cli.answer import DEMO_PASSWORD, Answer, office_figures, opened, password
from dibao_desktop.demo import story
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.places import resources
from dibao_desktop.dossiers import commands as dossiers
from dibao_desktop.dossiers import queries as dossier_queries
from dibao_desktop.policy import queries as policies
from dibao_desktop.settings import commands as settings
from dibao_desktop.settings.rules import Key


def register(commands: Any, common: argparse.ArgumentParser) -> None:
    """Add the parsers of these commands."""
    demo = commands.add_parser("demo", parents=[common], help="建立一个虚构数据的演示办公数据，行动已在进行")
    demo.add_argument("office", type=Path, metavar="办公数据文件夹")
    demo.add_argument("--households", type=_count, default=347, metavar="户数")
    demo.add_argument("--seed", type=int, default=3, metavar="种子")
    demo.add_argument("--policy", default="s1", metavar="方案")
    demo.set_defaults(act=make_demo)
    new = commands.add_parser("new", parents=[common], help="建立空的办公数据")
    new.add_argument("office", type=Path, metavar="办公数据文件夹")
    new.add_argument("--policy", required=True, metavar="方案")
    new.add_argument("--town", required=True, metavar="乡镇名")
    new.add_argument("--account", default="管理员", metavar="账户名")
    new.set_defaults(act=make_new)
    change = commands.add_parser("set", parents=[common], help="填写单位名称、举报电话、月报结算日和各村行政区划代码")
    change.add_argument("office", type=Path, metavar="办公数据文件夹")
    change.add_argument("--unit", metavar="单位名称")
    change.add_argument("--phone", metavar="举报电话")
    change.add_argument("--division", metavar="9位乡镇代码")
    change.add_argument("--cycle-day", metavar="1—31", help='月报结算日；按自然月统计的填 ""')
    change.add_argument("--village-code", action="append", default=[], metavar="村名=12位代码", type=_pair)
    change.set_defaults(act=change_settings)
    for name, words, act in (
        ("verify", "检查页面、结构、步骤、下次核查、操作留痕和材料文件", verify),
        ("backup", "备份成一个文件，并打开备份验证", back_up),
        ("restore", "由备份恢复出新的办公数据文件夹", restore),
    ):
        parser = commands.add_parser(name, parents=[common], help=words)
        if name == "restore":
            parser.add_argument("source", type=Path, metavar="备份文件")
        parser.add_argument("office", type=Path, metavar="办公数据文件夹")
        if name == "backup":
            parser.add_argument("to", type=Path, metavar="备份文件或文件夹")
        parser.set_defaults(act=act)


def _count(written: str) -> int:
    number = int(written)
    if not 1 <= number <= 200_000:
        raise argparse.ArgumentTypeError("户数应在 1 到 200000 之间")
    return number


def _pair(written: str) -> tuple[str, str]:
    village, equals, code = written.partition("=")
    if not equals or not village:
        raise argparse.ArgumentTypeError(f"“{written}”应写成 村名=12位代码")
    return village, code


def make_demo(options: argparse.Namespace) -> Answer:
    """`demo`: invented households with a campaign under way."""
    packs = policies.load_packs(resources() / "policies")
    pack = packs.texts[policies.find(packs, options.policy).id]
    office = story.make_office(options.office, pack, options.households, options.seed, DEMO_PASSWORD)
    try:
        figures = office_figures()
    finally:
        office.close()
    text = f"演示数据已建好：{options.office}（{figures['households']} 户），密码 {DEMO_PASSWORD}。"
    return Answer({"path": str(options.office), "office": figures}, text)


def make_new(options: argparse.Namespace) -> Answer:
    """`new`: an empty office. The recovery code is shown this once."""
    policy = policies.find(policies.load_packs(resources() / "policies"), options.policy)
    # Never a password that everybody knows: an office is made only with one that was given.
    secret = os.environ.get("DIBAO_PASSWORD") or (password() if os.isatty(0) else "")
    office, code = offices.create(options.office, options.town, policy.id, options.account, secret)
    try:
        data = {"path": str(options.office), "policy": policy.id, "recovery_code": code, "office": office_figures()}
    finally:
        office.close()
    text = f"已建立 {options.office}，方案“{policy.title}”。\n恢复码（请打印后锁好，忘记密码时只能靠它）：{code}"
    return Answer(data, text)


def change_settings(options: argparse.Namespace) -> Answer:
    """`set`: the office's facts that the upload workbook and the notices need."""
    wanted = {
        Key.UNIT: options.unit,
        Key.PHONE: options.phone,
        Key.DIVISION_CODE: options.division,
        Key.CYCLE_DAY: options.cycle_day,
    }
    with opened(options.office) as office:
        settings.change_settings(office.session, {key: value for key, value in wanted.items() if value is not None})
        ids = {village.name: village.id for village in dossier_queries.villages()}
        for name, code in options.village_code:
            if name not in ids:
                raise KnownError("no_village", f"没有“{name}”这个村（社区），现有：{'、'.join(ids)}。")
            dossiers.amend_village(office.session, ids[name], code)
    return Answer({"done": True}, "已保存。")


def verify(options: argparse.Namespace) -> Answer:
    """`verify`: everything that can be checked about an office."""
    with opened(options.office) as office:
        faults = office.faults()
        data = {"ok": not faults, "faults": faults, "unclean_end": office.unclean, "office": office_figures()}
    if faults:
        return Answer(
            data, error=KnownError("faults", f"检查发现 {len(faults)} 处问题，第一处：{faults[0]}请用备份恢复。")
        )
    return Answer(data, "检查通过：页面、结构、步骤、下次核查、操作留痕、材料文件均无误。")


def back_up(options: argparse.Namespace) -> Answer:
    """`backup`: a copy, proved by opening it."""
    with opened(options.office) as office:
        written = office.back_up(options.to)
    return Answer({"path": str(written), "verified": True}, f"已备份到 {written}，并打开验证无误。")


def restore(options: argparse.Namespace) -> Answer:
    """`restore`: a new office out of a backup."""
    offices.restore(options.source, options.office)
    try:
        with opened(options.office) as office:
            faults = office.faults()
            data = {"path": str(options.office), "ok": not faults, "faults": faults, "office": office_figures()}
    except KnownError as error:
        # A second try would be told that the folder is taken.
        said = f"备份已恢复到 {options.office}，但还没有打开检查：{error.message}"
        return Answer({"path": str(options.office)}, error=KnownError(error.code, said))
    if faults:
        return Answer(data, error=KnownError("faults", f"备份已恢复，但检查发现问题：{faults[0]}请换一份备份。"))
    return Answer(data, f"已恢复到 {options.office}，检查无误。")
