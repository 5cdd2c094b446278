"""The next verification of a household under a pack."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from dibao_desktop.policy.rules.intervals import Due, VerificationFacts, next_due
from dibao_desktop.policy.rules.pack import Policy


def next_verification(policy: Policy, facts: VerificationFacts, last: dt.date) -> Due:
    """When a household last verified on `last` is due again; the category may be written `B类` (DOMAIN §12)."""
    code = policy.own_code(facts.category, facts.aid_type)
    return next_due(policy.reverification, replace(facts, category=code), last)
