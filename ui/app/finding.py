"""What the search box of the window finds in all capabilities: households, members, officials and panel, cases."""

from __future__ import annotations

from collections.abc import Sequence

from dibao_desktop.clearance import queries as clearance
from dibao_desktop.domain import text as texts
from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.dossiers.queries import SearchHit
from dibao_desktop.review import queries as review
from ui.widgets.search_popup import Found, FoundGroup

# What one look takes in.
_HOUSEHOLDS, _MEMBERS, _OFFICIALS, _CASES = 5, 3, 2, 2
_READ = 10


def find(text: str, campaign_id: int | None) -> list[FoundGroup]:
    """Groups with something in them, the likeliest first."""
    hits = dossiers.search(text, _READ)
    heads = [hit for hit in hits if not hit.person][:_HOUSEHOLDS]
    members = [hit for hit in hits if hit.person][:_MEMBERS]
    groups = (
        FoundGroup(_titled("户", hits), tuple(_household(hit) for hit in heads)),
        FoundGroup(_titled("家庭成员", hits), tuple(_member(hit) for hit in members)),
        FoundGroup("干部和评议员", _officials(text)),
        FoundGroup("清查进度", _cases(heads or members, campaign_id)),
    )
    return [group for group in groups if group.lines]


def _titled(title: str, hits: Sequence[SearchHit]) -> str:
    return f"{title}（没有完全相同的，这些相近）" if hits and hits[0].guessed else title


def _household(hit: SearchHit) -> Found:
    by_name = hit.matched in (f"户主 {hit.head_name}", hit.village)
    known = (f"档案号 {hit.number}", hit.village, "" if by_name else hit.matched)
    return Found(hit.head_name, " · ".join(part for part in known if part), "dossiers", hit.household_id)


def _member(hit: SearchHit) -> Found:
    return Found(hit.person, f"{hit.matched} · {hit.head_name}家，档案号 {hit.number}", "dossiers", hit.household_id)


def _officials(text: str) -> tuple[Found, ...]:
    word = texts.clean(text).casefold()
    listed = [
        Found(hit.name, f"{hit.post} · 名单上有近亲属 {hit.relatives} 人", "dossiers", {"text": hit.name})
        for hit in dossiers.officials(text, _OFFICIALS)
    ]
    seated = [
        Found(row.name, f"评议小组 · {row.role}", "review", None)
        for row in (review.panel_named(word, _OFFICIALS) if word else ())
    ]
    return (*listed, *seated)


def _cases(hits: Sequence[SearchHit], campaign_id: int | None) -> tuple[Found, ...]:
    if campaign_id is None:
        return ()
    ids = [hit.household_id for hit in hits[:_CASES]]
    cases = clearance.cases_of(campaign_id, ids)
    return tuple(
        Found(hit.head_name, f"下一步：{cases[hit.household_id].step_label}", "clearance", hit.household_id)
        for hit in hits[:_CASES]
        if hit.household_id in cases
    )
