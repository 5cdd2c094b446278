"""六不批: faults that keep a household from being agreed to (克山政办发〔2022〕12号 二（五）3, DOMAIN §5.3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def gate_problem(gates: Sequence[str], found: Mapping[str, bool], open_objections: int) -> str:
    """Why the township may not agree, to be read after the household's name; empty when nothing stands against it.

    Each fault needs its own answer; an open objection cannot be answered away.
    """
    unanswered = [gate for gate in gates if gate not in found]
    if unanswered:
        return f"的“六不批”还有 {len(unanswered)} 项没有核对（{unanswered[0]}……），请逐项核对后再同意。"
    faults = [gate for gate in gates if found[gate]]
    if faults:
        return f"有“{'”“'.join(faults)}”的情形，属于不予批准，请改正后再审核或选“不同意”。"
    if open_objections:
        return f"还有 {open_objections} 条公示异议没有处理，请先在“公示”中办结异议。"
    return ""
