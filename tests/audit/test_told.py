"""How a change is told: in 元, only what really changed, private parts hidden."""

from dibao_desktop.audit.rules import changes_told


def test_what_stayed_the_same_is_not_told_and_fen_are_told_in_yuan() -> None:
    before = {"月保障金（分）": 33600, "类别": "B类"}
    after = {"月保障金（分）": 33600, "类别": "C类", "处理结果": "继续享受"}
    assert changes_told(before, after) == "类别 B类 → C类；处理结果 继续享受"
    assert changes_told({"月保障金（分）": 33600}, {"月保障金（分）": 22450}) == "月保障金 336 元 → 224.50 元"


def test_what_was_taken_away_is_told_as_empty() -> None:
    assert changes_told({"联系电话": "1", "标签": ""}, {}) == "联系电话 1 → 空"


def test_what_is_private_is_told_as_changed_though_it_looks_the_same() -> None:
    assert changes_told({"证号": "12"}, {"证号": "13"}, lambda _name, text: text[:1] + "*") == "证号 1* → 1*"
