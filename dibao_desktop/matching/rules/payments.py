"""Payment and withdrawal lists against the roster (CK72, CK71, CK08).

A line belongs to a household by ID number first, then by account number: a head whose number is written wrongly in the
roster is still paid. What is due in a month is the amount that held in it and 分类施保 beside it (57号 art.27).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from dibao_desktop.domain.money import short_yuan
from dibao_desktop.matching.rules.facts import Dossier, Due, Line, Person, line_facts
from dibao_desktop.matching.rules.identify import PeopleIndex
from dibao_desktop.matching.rules.leads import Confidence, Facts, Finding, LeadKind
from dibao_desktop.matching.rules.periods import longest_gap, spoken

_FAILED = re.compile("失败|未成功|不成功|退|未发|未入账|错误|异常|无效|冻结|销户|挂失|拒绝|^否$|^N$|^不", re.IGNORECASE)

OwnedLine = tuple[Line, Dossier | None]


class Accounts:
    """Whose household a payment or withdrawal line is."""

    def __init__(
        self,
        index: PeopleIndex,
        dossiers: Sequence[Dossier],
        due: Mapping[int, Due] | None = None,
        ended: Sequence[Dossier] = (),
    ) -> None:
        """`due` and `ended` as in `OfficeFacts`."""
        self._index = index
        self.due = due or {}
        self._ended = {dossier.head_id: dossier.household_id for dossier in ended if dossier.head_id}
        self.dossiers = {dossier.household_id: dossier for dossier in (*dossiers, *ended)}
        self._by_account: dict[str, list[int]] = defaultdict(list)
        self._by_head: dict[str, list[int]] = defaultdict(list)
        for dossier in self.dossiers.values():
            if dossier.account_no:
                self._by_account[dossier.account_no].append(dossier.household_id)
            self._by_head[dossier.head_name].append(dossier.household_id)

    def owner(self, line: Line) -> Dossier | None:
        """By ID number, then by account, then, where the line has no number that could tell, by a name that is one's own."""
        entry = line.entry
        people = self.persons(line)
        if len(people) == 1:
            return self.dossiers.get(people[0].household_id)
        by_id = [person.household_id for person in people]
        if not by_id and entry.id_number in self._ended:
            return self.dossiers[self._ended[entry.id_number]]
        by_account = self._by_account.get(entry.account_no, []) if entry.account_no else []
        known = [self.dossiers[id_] for id_ in by_id or by_account if id_ in self.dossiers]
        if known:
            return max(known, key=lambda dossier: self._closeness(dossier, line))
        if by_id:
            return None
        doubtful = {match.person.household_id for match in self._index.matches(entry.name, entry.id_number)}
        heads = doubtful & set(self._by_head.get(entry.name, ()))
        return self.dossiers[heads.pop()] if len(heads) == 1 else None

    def persons(self, line: Line) -> list[Person]:
        """Who on the books has the line's number: an applicant who is not paid yet, for one."""
        return self._index.by_id.get(line.entry.id_number, []) if line.entry.id_number else []

    def due_fen(self, dossier: Dossier) -> int:
        """What should have reached the household in the month."""
        due = self.due.get(dossier.household_id)
        return dossier.monthly_fen if due is None else due.total_fen

    def accepts(self, dossier: Dossier, fen: int) -> bool:
        """Whether it is no difference to be paid so much: what was due in the month.

        Of a change that only a roster tells nobody knows the first month: what the dossier says today with 分类施保 is taken too.
        """
        due = self.due.get(dossier.household_id)
        if due is not None and not due.decided and fen == dossier.monthly_fen + due.supplement_fen:
            return True
        return fen == self.due_fen(dossier)

    def due_words(self, dossier: Dossier) -> str:
        """What was due, as the reason of a lead says it."""
        due = self.due.get(dossier.household_id)
        if due is None:
            return f"档案月保障金 {short_yuan(dossier.monthly_fen)} 元"
        parts = f"（保障金 {short_yuan(due.monthly_fen)} 元，分类施保 {short_yuan(due.supplement_fen)} 元）"
        return f"当月应发 {short_yuan(due.total_fen)} 元{parts if due.supplement_fen else ''}"

    def money_facts(self, dossier: Dossier) -> Facts:
        """What the dossier says of the money, for the left of the two records."""
        due = self.due.get(dossier.household_id)
        beside = (("分类施保", f"{short_yuan(due.supplement_fen)} 元"),) if due and due.supplement_fen else ()
        expected = (("当月应发", f"{short_yuan(due.total_fen)} 元"),) if due else ()
        return (
            ("档案号", dossier.number),
            ("户主", dossier.head_name),
            ("身份证号", dossier.head_id),
            ("账号", dossier.account_no),
            ("保障人口", f"{dossier.covered} 人"),
            ("月保障金", f"{short_yuan(dossier.monthly_fen)} 元"),
            *beside,
            *expected,
        )

    @staticmethod
    def _closeness(dossier: Dossier, line: Line) -> tuple[bool, bool, bool]:
        entry = line.entry
        return (
            bool(entry.account_no) and dossier.account_no == entry.account_no,
            dossier.head_id == entry.id_number,
            dossier.head_name == entry.name,
        )


def was_refused(label: str) -> bool:
    """Whether the bank's word beside a line says that it was not paid."""
    return bool(_FAILED.search(label))


def owned(accounts: Accounts, lines: Iterable[Line]) -> list[OwnedLine]:
    """Each line with the household it belongs to."""
    return [(line, accounts.owner(line)) for line in lines]


def found_in_payments(accounts: Accounts, lines: Iterable[OwnedLine]) -> Iterator[Finding]:
    """Paid but not on the roster; on the roster but not paid; paid another amount. The lines are of one month."""
    paid: dict[int, list[Line]] = defaultdict(list)
    failed: dict[int, Line] = {}
    month = ""
    for line, dossier in lines:
        month = line.period
        refused = was_refused(line.entry.label) or line.entry.amount_fen == 0
        if dossier is None:
            if not refused:
                yield _unknown(accounts, line)
        elif refused:
            failed[dossier.household_id] = line
        else:
            paid[dossier.household_id].append(line)
    if not paid and not failed:
        return
    for id_, own in paid.items():
        yield from _differs(accounts, accounts.dossiers[id_], own)
    reached = [accounts.dossiers[id_] for id_ in (*paid, *failed)]
    yield from _unpaid(accounts, reached, paid.keys(), failed, month)


def _unknown(accounts: Accounts, line: Line) -> Finding:
    entry = line.entry
    amount = f" {short_yuan(entry.amount_fen)} 元" if entry.amount_fen is not None else ""
    people = accounts.persons(line)
    why = "此人登记在册但本户不在保" if people else "在保名册中没有此人"
    return Finding(
        key="|".join((LeadKind.PAID_UNKNOWN, line.period, entry.id_number or entry.account_no or entry.name)),
        kind=LeadKind.PAID_UNKNOWN,
        household_id=people[0].household_id if people else None,
        member_id=people[0].member_id if people else None,
        person_id=entry.id_number,
        person_name=entry.name,
        confidence=Confidence.CERTAIN if len(entry.id_number) == 18 else Confidence.DOUBTFUL,
        reason=f"{spoken(line.period)}代发名单向{entry.name or '（姓名未注明）'}发放{amount}，{why}",
        source=line.where,
        list_says=line_facts(line, "代发结果", "备注", "金额", "发放年月"),
    )


def _differs(accounts: Accounts, dossier: Dossier, lines: list[Line]) -> Iterator[Finding]:
    if any(line.entry.amount_fen is None for line in lines):
        return
    total, due = sum(line.entry.amount_fen or 0 for line in lines), accounts.due_fen(dossier)
    if accounts.accepts(dossier, total):
        return
    parts = f"（{len(lines)} 笔合计）" if len(lines) > 1 else ""
    yield _household_finding(
        accounts,
        dossier,
        LeadKind.PAID_DIFFERS,
        lines[-1].period,
        f"{spoken(lines[-1].period)}代发 {short_yuan(total)} 元{parts}，{accounts.due_words(dossier)}，"
        f"{'多' if total > due else '少'} {short_yuan(abs(total - due))} 元",
        lines[-1].where,
        line_facts(lines[-1], "代发结果", "备注", "金额", "发放年月"),
    )


def _unpaid(
    accounts: Accounts, reached: list[Dossier], paid: Iterable[int], failed: dict[int, Line], month: str
) -> Iterator[Finding]:
    """Only kinds of aid and villages that the list reaches at all: a list of rural aid says nothing of urban aid, a list
    of one village nothing of the others."""
    kinds = {dossier.aid_type for dossier in reached}
    villages = {dossier.village_id for dossier in reached}
    done = set(paid)
    for id_, dossier in accounts.dossiers.items():
        due = accounts.due_fen(dossier) > 0 and not (month and dossier.start_month[:7] > month)
        if id_ in done or not due or dossier.aid_type not in kinds or dossier.village_id not in villages:
            continue
        line = failed.get(id_)
        result = f"代发结果为“{line.entry.label}”" if line and line.entry.label else "代发金额为 0"
        why = result if line else "代发名单中没有本户"
        yield _household_finding(
            accounts,
            dossier,
            LeadKind.UNPAID,
            month,
            f"{spoken(month)}{why}，{accounts.due_words(dossier)}",
            line.where if line else f"低保金代发明细 {spoken(month)}",
            line_facts(line, "代发结果", "备注", "金额", "发放年月") if line else (("代发明细", "没有本户"),),
        )


def found_paid_after_death(
    accounts: Accounts, deaths: Iterable[tuple[Person, str]], payments: Iterable[OwnedLine]
) -> Iterator[Finding]:
    """CK71: a covered person died in an earlier month than the one whose allowance was paid out (stop from the month
    after death, DOMAIN §8)."""
    dead = {person.household_id: (person, died) for person, died in deaths if died and person.covered}
    for line, dossier in payments if dead else ():
        if dossier is None or dossier.household_id not in dead or was_refused(line.entry.label):
            continue
        person, died = dead[dossier.household_id]
        if not line.period or line.period <= died[:7]:
            continue
        amount = f" {short_yuan(line.entry.amount_fen)} 元" if line.entry.amount_fen is not None else ""
        yield Finding(
            key="|".join((LeadKind.PAID_AFTER_DEATH, line.period, str(person.household_id), person.id_number)),
            kind=LeadKind.PAID_AFTER_DEATH,
            household_id=person.household_id,
            member_id=person.member_id,
            person_id=person.id_number,
            person_name=person.name,
            confidence=Confidence.CERTAIN,
            reason=f"{person.name}于 {died} 死亡，{spoken(line.period)}仍按含其本人的保障人口发放本户{amount}",
            source=line.where,
            dossier_says=accounts.money_facts(dossier),
            list_says=line_facts(line, "代发结果", "备注", "金额", "发放年月"),
        )


def found_in_withdrawals(accounts: Accounts, lines: Iterable[OwnedLine], months: int) -> Iterator[Finding]:
    """CK08: 连续3个月以上不按时领取; the number itself counts (民法典 art.1259)."""
    seen: dict[int, tuple[Dossier, tuple[tuple[str, bool], ...], Line]] = {}
    for line, dossier in lines:
        if dossier is not None:
            before = seen[dossier.household_id][1] if dossier.household_id in seen else ()
            seen[dossier.household_id] = (dossier, before + line.entry.months, line)
    for dossier, told, line in seen.values():
        if all(collected for _, collected in told):
            continue
        gap = longest_gap(tuple(pair for pair in told if not _before_start(pair[0], dossier.start_month)))
        if len(gap) >= months:
            yield _household_finding(
                accounts,
                dossier,
                LeadKind.NOT_COLLECTED,
                gap[0],
                f"账户自 {spoken(gap[0])}至 {spoken(gap[-1])}连续 {len(gap)} 个月没有支取",
                line.where,
                (*line_facts(line), *((spoken(month), "已支取" if done else "未支取") for month, done in told)),
            )


def _before_start(month: str, start: str) -> bool:
    return len(month) == 7 and len(start) >= 7 and month < start[:7]


def _household_finding(
    accounts: Accounts, dossier: Dossier, kind: LeadKind, period: str, reason: str, source: str, says: Facts
) -> Finding:
    return Finding(
        key="|".join((kind, period, str(dossier.household_id))),
        kind=kind,
        household_id=dossier.household_id,
        member_id=None,
        person_id=dossier.head_id,
        person_name=dossier.head_name,
        confidence=Confidence.CERTAIN,
        reason=reason,
        source=source,
        dossier_says=accounts.money_facts(dossier),
        list_says=says,
    )
