"""The packs of a folder, each file read and judged by itself, so that one wrong file never takes the others with it; and
the packs of the office, which are the shipped ones with its own figures."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dibao_desktop.domain import text
from dibao_desktop.domain.errors import KnownError
from dibao_desktop.domain.places import resources
from dibao_desktop.policy.records import OfficePack
from dibao_desktop.policy.rules.pack import Policy
from dibao_desktop.policy.rules.reading import PackProblem, Reading, read_pack


@dataclass(frozen=True)
class Packs:
    """The packs that loaded, by id, with the text each came from (a campaign keeps it), and what refused the others."""

    policies: Mapping[str, Policy]
    texts: Mapping[str, str]
    problems: tuple[PackProblem, ...]


def load_packs(*folders: Path) -> Packs:
    """Every `*.toml` of the folders, by file name; a later pack may not take an earlier one's id."""
    policies: dict[str, Policy] = {}
    texts: dict[str, str] = {}
    problems: list[PackProblem] = []
    for path in [path for folder in folders for path in sorted(folder.glob("*.toml"))]:
        try:
            toml = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            problems.append(PackProblem(path.name, "", "读不出来，请确认文件没有被占用并以 UTF-8 保存"))
            continue
        reading = read_pack(toml, path.name)
        problems.extend(reading.problems)
        if reading.policy is None:
            continue
        if reading.policy.id in policies:
            problems.append(PackProblem(path.name, "id", f"“{reading.policy.id}”与另一方案相同，请改用别的 id"))
            continue
        policies[reading.policy.id] = reading.policy
        texts[reading.policy.id] = toml
    return Packs(policies, texts, tuple(problems))


def office_packs() -> Packs:
    """The shipped packs, each as the office has completed it. A copy that no longer reads is named and the shipped holds."""
    shipped = _shipped()
    policies, texts, problems = dict(shipped.policies), dict(shipped.texts), list(shipped.problems)
    for own in OfficePack.select().order_by(OfficePack.policy_id):
        reading = _read_own(own.toml)
        problems.extend(reading.problems)
        if reading.policy is not None:
            policies[own.policy_id], texts[own.policy_id] = reading.policy, own.toml
    return Packs(policies, texts, tuple(problems))


def changed_packs() -> dict[str, str]:
    """When the office last put figures of its own into a pack (ISO time), by the pack's id."""
    return {own.policy_id: own.changed_at for own in OfficePack.select()}


def shipped_packs() -> frozenset[str]:
    """The ids of the packs that came with the program."""
    return frozenset(_shipped().policies)


def own_packs() -> frozenset[str]:
    """The ids of the packs that are the office's own: copies and what came in files."""
    return frozenset(own.policy_id for own in OfficePack.select(OfficePack.policy_id)) - shipped_packs()


def write_pack_file(policy_id: str, path: Path) -> None:
    """Write a pack as the office has it into a file, for another office or to change it by hand."""
    toml = office_packs().texts.get(policy_id)
    if toml is None:
        raise KnownError("unknown_policy", f"没有政策方案“{policy_id}”，请刷新后重新选择。")
    try:
        path.write_text(toml, encoding="utf-8")
    except OSError as error:
        raise KnownError(
            "cannot_write", f"{path.name} 写不进去，请确认文件没有被打开、文件夹可以写入，或换一个位置。"
        ) from error


@lru_cache(maxsize=1)
def _shipped() -> Packs:
    # They come with the program and do not change while it runs.
    return load_packs(resources() / "policies")


@lru_cache(maxsize=16)
def _read_own(toml: str) -> Reading:
    return read_pack(toml, "本单位填入标准的方案")


def find(packs: Packs, wanted: str) -> Policy:
    """A pack by its id, title or an alias (a place name)."""
    word = text.compact(wanted).casefold()
    for policy in packs.policies.values():
        names = (policy.id, policy.title, policy.document, *policy.aliases)
        if word and word in {text.compact(name).casefold() for name in names}:
            return policy
    known = "、".join(f"{policy.id}（{policy.title}）" for policy in packs.policies.values())
    raise KnownError(
        "unknown_policy", f"没有政策方案“{wanted}”，请从这些方案中选一个：{known or '（一个也没有装好）'}。"
    )


def policy_of(toml: str) -> Policy:
    """The policy that a campaign kept as text."""
    reading = read_pack(toml, "本次行动的方案")
    if reading.policy is None:
        raise KnownError("bad_policy", reading.problems[0].sentence)
    return reading.policy


def digest(toml: str) -> str:
    """What tells two texts of a pack apart."""
    return hashlib.sha256(toml.encode()).hexdigest()
