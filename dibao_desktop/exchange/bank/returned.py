"""What the bank could not pay: each return with its household, the account on the dossier, and whether it was mended since."""

from __future__ import annotations

from dataclasses import dataclass

from dibao_desktop.dossiers import queries as dossiers
from dibao_desktop.matching.queries import current_leads
from dibao_desktop.matching.rules.leads import LeadKind
from dibao_desktop.matching.rules.payments import was_refused


@dataclass(frozen=True)
class Returned:
    """One payment that came back. `told_account` is what the bank was told, `account_no` what the dossier says today."""

    lead_id: int
    household_id: int
    number: str
    head_name: str
    village: str
    result: str
    told_account: str
    account_no: str
    bank: str
    source: str
    verdict: str

    @property
    def mended(self) -> bool:
        """Whether the account was corrected since."""
        return bool(self.account_no) and self.account_no != self.told_account

    @property
    def state(self) -> str:
        """Where it stands."""
        if self.verdict:
            return "已核实"
        return "账号已改，待补发" if self.mended else "待更正账号"


def returned_payments() -> list[Returned]:
    """Every household whose payment the bank sent back, by the last payment list that was compared; who is merely missing
    from the list is none of these."""
    leads = [
        (lead, result)
        for lead in current_leads()
        if lead.kind is LeadKind.UNPAID
        and lead.household_id is not None
        and (result := dict(lead.list_says).get("代发结果", ""))
        and was_refused(result)
    ]
    kept = dossiers.kept([lead.household_id for lead, _ in leads if lead.household_id is not None])
    found = []
    for lead, result in leads:
        household = kept.get(lead.household_id or 0)
        if household is None:
            continue
        record, told = household.record, dict(lead.list_says)
        found.append(
            Returned(
                lead.id,
                household.id,
                record.number,
                record.head_name,
                record.village,
                result,
                told.get("账号", "") or dict(lead.dossier_says).get("账号", ""),
                record.account_no,
                record.bank,
                lead.source,
                lead.verdict,
            )
        )
    return found
