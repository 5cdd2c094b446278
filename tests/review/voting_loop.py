"""Run by test_kill: opens an office and casts votes without end, saying each one once it is on disk."""

import itertools
import sys
from pathlib import Path

from dibao_desktop import office as offices
from dibao_desktop.review import commands, queries
from dibao_desktop.review.rules.states import Choice


def main(folder: str, password: str, meeting_id: str) -> None:
    office = offices.open_office(Path(folder), password)
    detail = queries.meeting_detail(int(meeting_id))
    assert detail.current is not None
    for turn, row in enumerate(itertools.cycle(detail.roll)):
        choice = list(Choice)[turn // len(detail.roll) % 3]
        commands.cast_vote(office.session, detail.current.item_id, row.member_id, choice)
        print(row.member_id, choice.value, flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
