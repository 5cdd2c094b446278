"""Officials and their near relatives in recipient households that were not filed (CK10; 57号 art.11, art.20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dibao_desktop.matching.rules.facts import Relative, person_facts
from dibao_desktop.matching.rules.identify import Match, PeopleIndex
from dibao_desktop.matching.rules.leads import Confidence, Finding, LeadKind


def found_unfiled_relatives(index: PeopleIndex, relatives: Sequence[Relative]) -> Iterator[Finding]:
    """A relative on the books whose line says not filed; an official on the books in person, unless a line files them.

    A pair that any line says is filed is filed.
    """
    filed = {(entry.official_id, entry.relative_id) for entry in relatives if entry.filed}
    filed_people = {entry.relative_id for entry in relatives if entry.filed}
    officials: set[str] = set()
    for entry in relatives:
        if not entry.filed and (entry.official_id, entry.relative_id) not in filed:
            for match in index.matches(entry.relative_name, entry.relative_id):
                yield _finding(entry, match, f"是{_who(entry)}的近亲属（{entry.relation or '关系未注明'}）")
        if entry.official_id and entry.official_id not in filed_people | officials:
            officials.add(entry.official_id)
            for person in index.by_id.get(entry.official_id, ()):
                yield _finding(entry, Match(person, Confidence.CERTAIN), f"本人是{_post(entry)}")


def _who(entry: Relative) -> str:
    number = f"（{entry.official_id}）" if entry.official_id else ""
    return f"{_post(entry)}{entry.official_name}{number}"


def _post(entry: Relative) -> str:
    """`垭口村会计` for 垭口村 and 村会计."""
    post = entry.post or "干部"
    return entry.village + (post.removeprefix("村") if entry.village.endswith("村") else post)


def _finding(entry: Relative, match: Match, what: str) -> Finding:
    person = match.person
    number = person.id_number or person.name
    return Finding(
        key="|".join(
            (LeadKind.RELATIVE_UNFILED, str(person.household_id), number, entry.official_id or entry.official_name)
        ),
        kind=LeadKind.RELATIVE_UNFILED,
        household_id=person.household_id,
        member_id=person.member_id,
        person_id=person.id_number,
        person_name=person.name,
        confidence=match.confidence,
        reason=f"{person.name}{what}，享受低保但没有备案" + (f"（{match.remark}）" if match.remark else ""),
        source=f"近亲属登记表 {entry.place}".strip(),
        dossier_says=person_facts(person),
        list_says=(
            ("干部姓名", entry.official_name),
            ("干部身份证号", entry.official_id),
            ("职务", f"{entry.village} {entry.post}".strip()),
            ("近亲属", f"{entry.relative_name} {entry.relative_id}".strip()),
            ("与干部关系", entry.relation),
            ("备案情况", "已备案" if entry.filed else "未备案"),
        ),
    )
