"""Putting the office's own figures into a pack; campaigns under way keep the pack as it stood."""

from __future__ import annotations

import datetime as dt

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.money import yuan
from dibao_desktop.policy.queries import office_packs, own_packs
from dibao_desktop.policy.records import OfficePack
from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amending import with_category, with_standard, with_supplement
from dibao_desktop.policy.rules.pack import Category, Policy, Standard, category_code
from dibao_desktop.policy.rules.reading import read_pack
from dibao_desktop.policy.rules.sections import STANDARD_UNITS
from dibao_desktop.policy.rules.supplements import PER_LABELS, Supplement
from dibao_desktop.session import Permission, Session, command


@command(Permission.ADMINISTER, Changes.POLICY)
def set_standard(session: Session, policy_id: str, standard: Standard) -> None:
    """Put a standard (保障标准) with its date in force into a pack; what holds before that date stays as it is."""
    policy, toml = _pack(policy_id)
    _need(standard.amount_fen, standard.source)
    same = [each for each in policy.standards if each.aid_type == standard.aid_type]
    taken = next((each for each in same if each.in_force_from == standard.in_force_from), None)
    if taken is not None:
        raise _taken(f"{standard.aid_type}标准", standard.in_force_from, taken.amount_fen)
    before = policy.standard_at(standard.aid_type, standard.in_force_from)
    unit = STANDARD_UNITS[standard.period]
    _keep(session, policy, with_standard(toml, standard))
    session.note(
        f"方案“{policy.title}”：{standard.aid_type}标准自 {standard.in_force_from} 起 {yuan(standard.amount_fen)} {unit}，"
        f"依据{standard.source}",
        before={"标准（分）": before.amount_fen if before else None},
        after={"标准（分）": standard.amount_fen, "单位": unit, "执行日期": standard.in_force_from.isoformat()},
    )


@command(Permission.ADMINISTER, Changes.POLICY)
def set_category(session: Session, policy_id: str, category: Category) -> None:
    """Put a category of recipients, or a new amount of an old one, with its date in force into a pack."""
    policy, toml = _pack(policy_id)
    code = category_code(category.code)
    if not code or not category.title.strip():
        raise KnownError("missing", "请填写类别代号和名称。")
    _need(category.monthly_fen, category.source)
    same = [each for each in policy.categories if (each.code, each.aid_type) == (code, category.aid_type)]
    taken = next((each for each in same if each.in_force_from == category.in_force_from), None)
    if taken is not None:
        raise _taken(f"{category.aid_type}{code}类金额", category.in_force_from, taken.monthly_fen or 0)
    before = policy.category_at(code, category.aid_type, category.in_force_from)
    _keep(session, policy, with_category(toml, _whole(category, code, before)))
    session.note(
        f"方案“{policy.title}”：{category.aid_type}{code}类自 {category.in_force_from} 起每人每月 "
        f"{yuan(category.monthly_fen or 0)} 元，依据{category.source}",
        before={"金额（分）": before.monthly_fen if before else None},
        after={"金额（分）": category.monthly_fen, "执行日期": category.in_force_from.isoformat()},
    )


@command(Permission.ADMINISTER, Changes.POLICY)
def set_supplement(session: Session, policy_id: str, supplement: Supplement) -> None:
    """Put a 分类施保 of the place with its date in force into a pack; approved amounts stay as they are."""
    policy, toml = _pack(policy_id)
    _need(supplement.monthly_fen, supplement.source)
    if supplement.age < 1:
        raise KnownError("wrong_age", "请填写从几周岁起享受，例如 60。")
    same = [each for each in policy.supplements if each.kind == supplement.kind]
    taken = next((each for each in same if each.in_force_from == supplement.in_force_from), None)
    what = f"{supplement.title}分类施保（{PER_LABELS[supplement.per]}）"
    if taken is not None:
        raise _taken(what, supplement.in_force_from, taken.monthly_fen)
    _keep(session, policy, with_supplement(toml, supplement))
    session.note(
        f"方案“{policy.title}”：{what}自 {supplement.in_force_from} 起每月 {yuan(supplement.monthly_fen)} 元，"
        f"依据{supplement.source}",
        after={"金额（分）": supplement.monthly_fen, "执行日期": supplement.in_force_from.isoformat()},
    )


@command(Permission.ADMINISTER, Changes.POLICY)
def restore_pack(session: Session, policy_id: str) -> None:
    """Drop the office's own figures of a pack: the shipped one holds again. For a figure that was typed wrongly."""
    policy, _ = _pack(policy_id)
    if policy_id in own_packs():
        raise KnownError("not_shipped", f"“{policy.title}”是本单位自己的方案，没有可以恢复的原方案；不要时请删除。")
    if not OfficePack.delete().where(OfficePack.policy_id == policy_id).execute():
        raise KnownError("nothing_own", f"方案“{policy.title}”没有本单位填入的标准，不需要恢复。")
    session.note(f"方案“{policy.title}”恢复为随程序提供的内容")


def _pack(policy_id: str) -> tuple[Policy, str]:
    packs = office_packs()
    if policy_id not in packs.policies:
        raise KnownError("unknown_policy", f"没有政策方案“{policy_id}”，请刷新后重新选择。")
    return packs.policies[policy_id], packs.texts[policy_id]


def _need(fen: int | None, source: str) -> None:
    if fen is None or fen <= 0:
        raise KnownError("no_amount", "请填写大于 0 的金额。")
    if not source.strip():
        raise KnownError("no_source", "请填写依据（文件名和条款），公示和核算时要能说明金额从哪里来。")


def _taken(what: str, day: dt.date, fen: int) -> KnownError:
    return KnownError(
        "date_taken", f"{what}自 {day} 起已是 {yuan(fen)} 元，请换一个执行日期；填错的请先改正或恢复原方案再填。"
    )


def _whole(category: Category, code: str, before: Category | None) -> Category:
    """With what the older entry of the same category says, where the new one says nothing."""
    return Category(
        code=code,
        title=category.title.strip(),
        aid_type=AidType(category.aid_type),
        monthly_fen=category.monthly_fen,
        in_force_from=category.in_force_from,
        criteria=category.criteria or (before.criteria if before else ()),
        source=category.source.strip(),
        amount_frozen=category.amount_frozen or bool(before and before.amount_frozen),
    )


def _keep(session: Session, policy: Policy, toml: str) -> None:
    reading = read_pack(toml, f"{policy.title}（本单位）")
    if reading.policy is None:
        raise KnownError("bad_policy", reading.problems[0].sentence)
    at = session.clock().isoformat(timespec="seconds")
    OfficePack.insert(policy_id=policy.id, toml=toml, changed_at=at).on_conflict_replace().execute()
