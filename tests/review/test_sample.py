"""The township of the samples: each relative planted in the panel list steps aside in that household, and nobody else does."""

from __future__ import annotations

import json

from conftest import SAMPLES
from dibao_desktop.clearance import queries as clearance
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.exchange.importing import apply, examine
from dibao_desktop.review import commands, queries
from dibao_desktop.session import Session
from meetings import EVENING
from situations import start


def test_recusals_are_found_as_planted(session: Session) -> None:
    apply(session, examine([next(SAMPLES.glob("01_*"))]), partial=True)
    apply(session, examine([next(SAMPLES.glob("09_*")), next(SAMPLES.glob("12_*"))]))
    planted = json.loads((SAMPLES / "answer_key.json").read_text(encoding="utf-8"))["planted"]["recusal"]
    campaign = start(session)
    found = []
    for village in dossiers.villages():
        cases = clearance.cases(campaign, village.id)
        meeting = commands.plan_meeting(session, campaign, village.id, EVENING, [row.id for row in cases])
        for row in cases:
            for finding, member in queries.findings_for(meeting, row.id):
                assert finding.certain
                found.append((village.name, member, row.number))
    assert sorted(found) == sorted((each["village"], each["member"], each["hh"]) for each in planted)
