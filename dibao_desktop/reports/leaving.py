"""What leaves the office on paper or as a file leaves a line: who, which household, which document, numbers masked or in full
(社会救助法 art.11 and 70; DOMAIN §14.2)."""

from __future__ import annotations

from collections.abc import Collection

from dibao_desktop.domain.changes import Changes
from dibao_desktop.session import Permission, Session, command

# So many households are named one by one; of a longer list it is said how many.
_NAMED = 50


@command(Permission.EXPORT, Changes.NOTHING)
def let_out(session: Session, document: str, households: Collection[int], masked: bool = False) -> None:
    """Note that a document is written out of the office, before it is. Refuses an account that may not take data out."""
    numbers = "证件号已遮盖" if masked else "含完整证件号"
    if not 0 < len(households) <= _NAMED:
        many = f"，共 {len(households)} 户" if households else ""
        session.note(f"“{document}”另存到系统外{many}，{numbers}")
        return
    for household in households:
        session.note(f"“{document}”另存到系统外，{numbers}", household=household)
