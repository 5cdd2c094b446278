"""The office's own copies of packs: made, changed line by line, taken from a file, dropped."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from dibao_desktop.domain.changes import Changes
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.policy.queries import office_packs, own_packs, shipped_packs
from dibao_desktop.policy.records import OfficePack
from dibao_desktop.policy.rules.editing import copied, edit_fields, edited
from dibao_desktop.policy.rules.reading import read_pack
from dibao_desktop.session import Permission, Session, command
from dibao_desktop.settings import queries as settings
from dibao_desktop.settings.rules import Key


@command(Permission.ADMINISTER, Changes.POLICY)
def copy_pack(session: Session, policy_id: str, title: str) -> str:
    """Copy a pack under an id and a title of the office's own, to change it there. Returns the id of the copy."""
    toml = _text(policy_id)
    new_id, title = _free_id(), title.strip()
    _refuse_title(title)
    _keep(session, new_id, copied(toml, new_id, title))
    session.note(f"把方案“{office_packs().policies[policy_id].title}”复制为“{title}”")
    return new_id


@command(Permission.ADMINISTER, Changes.POLICY)
def amend_line(session: Session, policy_id: str, path: str, said: Mapping[str, str], line: str = "") -> None:
    """Change the fields of one line of an own copy; `path` and the fields as in `rules.editing`, `line` is what the line is
    called. What the strict reader refuses leaves the pack as it was."""
    toml = _text(policy_id)
    if policy_id not in own_packs():
        raise KnownError("not_a_copy", "随程序提供的方案不能改，请先复制为本单位的方案。")
    before = {field.name: field.text for field in edit_fields(toml, path)}
    result = edited(toml, path, said)
    if result.policy is None:
        raise KnownError("bad_policy", next(iter(result.problems.values())))
    labels = {field.name: field.label for field in edit_fields(toml, path)}
    differing = [name for name in said if said[name].strip() != before.get(name, "")]
    if not differing:
        return
    _keep(session, policy_id, result.toml)
    session.note(
        f"修改方案“{result.policy.title}”：{line or path or '名称和文件'}",
        before={labels[name]: before[name] for name in differing},
        after={labels[name]: said[name].strip() for name in differing},
    )


@command(Permission.ADMINISTER, Changes.POLICY)
def take_pack_file(session: Session, path: Path) -> str:
    """Take in a pack file as a pack of the office's own; one that is there already under the same id is replaced.

    A file under the id of a shipped pack becomes a copy with an id of its own. Raises KnownError naming file, line or key.
    """
    try:
        toml = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise KnownError(
            "unreadable", f"{path.name} 读不出来，请确认它是 UTF-8 保存的方案文件（.toml）且没有被占用。"
        ) from error
    reading = read_pack(toml, path.name)
    if reading.policy is None:
        more = len(reading.problems) - 1
        raise KnownError(
            "bad_policy", reading.problems[0].sentence.rstrip("。") + (f"；另有 {more} 处。" if more else "。")
        )
    policy = reading.policy
    replaced = policy.id in own_packs()
    if policy.id in shipped_packs():
        new_id, title = _free_id(), _free_title(policy.title)
        toml = copied(toml, new_id, title)
    else:
        new_id, title = policy.id, policy.title if replaced else _free_title(policy.title)
        toml = toml if title == policy.title else copied(toml, new_id, title)
    _keep(session, new_id, toml)
    session.note(f"由文件 {path.name} {'更新' if replaced else '导入'}方案“{title}”")
    return new_id


@command(Permission.ADMINISTER, Changes.POLICY)
def drop_copy(session: Session, policy_id: str) -> None:
    """Drop an own copy; campaigns that began under it keep it as it stood."""
    _text(policy_id)
    if policy_id not in own_packs():
        raise KnownError("not_a_copy", "随程序提供的方案不能删除。")
    title = office_packs().policies[policy_id].title
    if settings.value(Key.POLICY) == policy_id:
        raise KnownError("in_use", f"“{title}”是本单位正在用的方案，请先把另一方案设为本单位方案再删除。")
    OfficePack.delete().where(OfficePack.policy_id == policy_id).execute()
    session.note(f"删除方案“{title}”")


def _text(policy_id: str) -> str:
    texts = office_packs().texts
    if policy_id not in texts:
        raise KnownError("unknown_policy", f"没有政策方案“{policy_id}”，请刷新后重新选择。")
    return texts[policy_id]


def _free_id() -> str:
    taken = {row.policy_id for row in OfficePack.select(OfficePack.policy_id)} | set(shipped_packs())
    return next(f"own-{number}" for number in range(1, len(taken) + 2) if f"own-{number}" not in taken)


def _titles() -> set[str]:
    return {policy.title for policy in office_packs().policies.values()}


def _refuse_title(title: str) -> None:
    if not title:
        raise KnownError("missing", "请填写新方案的名称。")
    if title in _titles():
        raise KnownError("title_taken", f"已有叫“{title}”的方案，请换一个名称。")


def _free_title(title: str) -> str:
    taken = _titles()
    offered = (title, f"{title}（导入）", *(f"{title}（导入 {number}）" for number in range(2, len(taken) + 3)))
    return next(each for each in offered if each not in taken)


def _keep(session: Session, policy_id: str, toml: str) -> None:
    at = session.clock().isoformat(timespec="seconds")
    OfficePack.insert(policy_id=policy_id, toml=toml, changed_at=at).on_conflict_replace().execute()
