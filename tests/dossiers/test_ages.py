"""Who may leave school: by what is written of school and grade, else by age, and it is said which."""

from __future__ import annotations

import datetime as dt

import pytest

from dibao_desktop.dossiers import commands, queries
from dibao_desktop.dossiers.rules.ages import leaves_school
from dibao_desktop.dossiers.rules.circumstances import CircumstancesRecord, PersonFacts
from dibao_desktop.session import Session
from makers import a_member, make_household, make_id


@pytest.mark.parametrize(
    ("school", "education", "leaves"),
    [
        ("县一中高三（2）班", "", True),
        ("县一中高一", "", False),
        ("云南大学 大四", "", True),
        ("云南大学2013级", "大学本科", True),
        ("云南大学2014级", "大学本科", False),
        ("州职业学院 2014年入学", "大专", True),
        ("云南大学2013级", "", True),
        ("云南大学 2017届", "", True),
        ("云南大学 预计2018年毕业", "大学本科", False),
        ("乡中学九年级", "", True),
        ("中心小学", "", False),
        ("县一中", "", None),
        ("", "", None),
    ],
)
def test_school_and_grade_tell_whether_it_ends(school: str, education: str, leaves: bool | None) -> None:
    assert leaves_school(school, education, 2017) is leaves


def test_the_list_says_what_it_goes_by(session: Session) -> None:
    born = {"甲": "19980101", "乙": "19980102", "丙": "20020103", "丁": "20020104"}
    members = tuple(
        a_member("户主" if place == 1 else "子", name=f"赵{name}", id_number=make_id(day, place))
        for place, (name, day) in enumerate(born.items(), start=1)
    )
    household = make_household(session, 4, members=members, head_name="赵甲")
    found = queries.household(household)
    assert found is not None
    schools = ("县一中", "云南大学大二", "乡中学九年级", "乡中学八年级")
    known = CircumstancesRecord(people=tuple(PersonFacts(school=school) for school in schools))
    commands.amend_household(session, household, found.record, found.version, known=known)
    rows = [(row.name, row.basis) for row in queries.age_list(dt.date(2017, 6, 1)) if row.age == 0]
    assert rows == [("赵甲", "按年龄推算"), ("赵丙", "在读：乡中学九年级")]
    assert [row for row in queries.age_list(dt.date(2017, 8, 1)) if row.age == 0] == []
