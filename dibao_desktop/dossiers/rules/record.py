"""The record of one household: the one shape that a form edits, a roster row becomes and history keeps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class MemberRecord:
    """One person of a household. Texts are canonical (see `codes`); `birth` is ISO text or empty.

    `covered` is None when a source does not say whether the person is paid for; a dossier always knows.
    """

    name: str
    relation: str = ""
    sex: str = ""
    id_number: str = ""
    id_type: str = "居民身份证"
    birth: str = ""
    ethnic: str = ""
    health: str = ""
    disability_kind: str = ""
    disability_grade: str = ""
    disability_no: str = ""
    labour: str = ""
    marriage: str = ""
    covered: bool | None = True
    # What the source wrote where an ID was 15 digits or faulty; empty when it was clean.
    id_written: str = ""
    note: str = ""


@dataclass(frozen=True)
class HouseholdRecord:
    """One household with its members. `listed_as` is its running number in the source, of use only for a household that
    has no number yet. Money in fen; `start_month` is `2011-12`; `annual_income_fen` is the
    household's income of a year as its source states it, None when it says nothing."""

    number: str
    village: str = ""
    group: str = ""
    head_name: str = ""
    register_no: str = ""
    aid_type: str = ""
    category: str = ""
    family_size: int = 0
    covered_size: int = 0
    monthly_fen: int | None = None
    start_month: str = ""
    cause: str = ""
    annual_income_fen: int | None = None
    phone: str = ""
    address: str = ""
    certificate_no: str = ""
    bank: str = ""
    account_no: str = ""
    account_name: str = ""
    note: str = ""
    members: tuple[MemberRecord, ...] = ()
    listed_as: str = ""


@dataclass(frozen=True)
class RelativeEntry:
    """One line of the list of officials' relatives: the official, the relative, how they are related, filed or not.
    `place` says where the line stands, such as `登记表!A5`."""

    village: str
    official_name: str
    official_id: str
    post: str
    relative_name: str
    relative_id: str
    relation: str
    filed: bool
    place: str = ""
