"""What each word of a table or of the dashboard counts, said once; under a table stand the words that it uses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True)
class Definition:
    """One word: what it counts in one sentence, and where that is laid down (empty: the office's own counting)."""

    label: str
    counts: str
    clause: str = ""

    @property
    def sentence(self) -> str:
        """`入户率：……（依据）`."""
        return f"{self.label}：{self.counts}" + (f"（{self.clause}）" if self.clause else "")


_S0 = "城乡低保大清查实施方案"
_CONFIRMED = "《最低生活保障审核确认办法》"


class Word(Enum):
    """The words; the value of each is its definition."""

    BEFORE = Definition("清查前在保", "行动开始时在保的户、保障人口和月保障金；核算后按核算当时的数。")
    TO_VISIT = Definition(
        "应入户", "列入本次清查、按方案应当入户的户，含新申请的户；人数在保户按保障人口、申请户按家庭人口。", _S0
    )
    VISITED = Definition("已入户", "入户调查表已经签字的户，按调查日期计。", _S0)
    VISIT_RATE = Definition(
        "入户率", "入户调查表已签字的户 ÷ 应入户的户（方案只查有争议的户时，只算这些户）；全部入户才是 100%。"
    )
    ARCHIVES = Definition("档案应查、已查", "应查为列入清查的户；已核算过收入、财产和人口的户为已查。", _S0)
    SIGNED_RATE = Definition("调查表签署率", "入户调查表已签字的户 ÷ 应入户的户。", _S0)
    PROBLEMS = Definition(
        "发现问题户", "行动开始以来有疑点核实为“属实”或“部分属实”的户；一户有几类问题的，各类都计，合计只计一户。"
    )
    REVIEWED = Definition("已评议", "民主评议已有结论的户，通过与未通过都算；退回重新调查的不算。")
    POSTED = Definition("已公示", "公示已经张贴的户，不论是否期满。")
    POSTING = Definition("公示中", "公示已张贴、还没有期满结束的户。")
    OBJECTIONS = Definition("公示异议", "公示期间登记的异议件数；已处理指已有结论。")
    EXITS = Definition("清退", "已作出停发或转出决定的户，月减为这些户原月保障金减去新月保障金；自然减员另计。")
    CAMPAIGN_RAISED = Definition("增发（清查）", "已作出增发决定的户；月增为新月保障金减去原月保障金。")
    CAMPAIGN_CUT = Definition("减发（清查）", "已作出减发决定的户；月减为原月保障金减去新月保障金。")
    ADDITIONS = Definition("新增纳入", "已作出新增纳入决定的户，月增为这些户的月保障金。")
    SINGLE = Definition("单人保", "决定转为单人保的户。", f"{_CONFIRMED}第八条")
    TO_EXTREME = Definition("转特困", "决定转为特困供养的户，已计在清退中。")
    NATURAL = Definition("自然减员", "因人员死亡作出减少或停发决定的户。")
    FILED = Definition("近亲属备案", "已备案、没有终止的备案对象人数和所在户数。", f"{_CONFIRMED}第十一条")
    RECTIFIED = Definition("整改问题", "核实为属实、部分属实的疑点条数；所在户已作出决定的为已销号。")
    RECOVERED = Definition("追回金额", "行动开始以来登记追回的死亡后多发的保障金。")
    OPEN_LEADS = Definition("待核实疑点", "信息比对发现、还没有核实结论的疑点；疑点只是核实线索，不是停发的依据。")
    LEADS = Definition("问题数、销号数", "信息比对查出的疑点条数，与比对结果一致；已有核实结论的为销号。")
    DECIDED_AFTER = Definition(
        "清查后", "清查前在保户数减停发、转出、整户自然减员，加新增纳入；月保障金按已作出的决定增减。"
    )
    OUT_TO_OTHER = Definition("转出", "决定转特困、转低保边缘、转刚性支出困难的户，已计在清退中。")
    GRADUAL = Definition("渐退", "决定给予渐退期的户，期满前照发。", f"{_CONFIRMED}第三十三条")

    MONTH_NEW = Definition(
        "新增", "上期没有、本期有月保障金的户，按首次确认计，同一户以后的修改不再计；人数、金额为本期数。"
    )
    MONTH_STOPPED = Definition("停保", "上期有、本期没有月保障金的户；人数、金额为上期数。")
    MONTH_RAISED = Definition("保障金增加", "两期都在保、本期月保障金较多的户；人数为本期保障人口，金额为增加的部分。")
    MONTH_CUT = Definition("保障金减少", "两期都在保、本期月保障金较少的户；人数为本期保障人口，金额为减少的部分。")
    RECEIVING = Definition("户数、人数", "本期有月保障金的户和保障人口。")
    MONTH_MONEY = Definition("保障金", "户月保障金与分类施保金之和，与同月发放清单一致。")
    SUPPLEMENTED = Definition(
        "分类施保", "本期有分类施保金的户；人数按享受的成员计，只有家庭分类施保的户按保障人口计。"
    )
    MONTH_DEATH = Definition("自然减员（月报）", "本期登记的死亡变动，按登记日期计。")

    RECIPIENTS_ENTERED = Definition(
        "在保户入户",
        "有入户调查记录（不论是否签完字）的在保户 ÷ 列入清查的在保户。",
        "《城乡低保清查整改实施方案》四个100%",
    )
    APPLICANTS_ENTERED = Definition(
        "未纳入户入户",
        "有入户调查记录的未纳入低保的户 ÷ 因申请、投诉或群众反映列入清查的未纳入低保的户；没有这样的户视为完成。",
        "《城乡低保清查整改实施方案》四个100%",
    )
    CAUSES_OF_EXIT = Definition(
        "清退原因",
        "停发的按核实属实的最重疑点归类；没有的，核算不符合条件的归“收入、财产不符合条件”，其余归“其他”；转出的按去向归类。",
    )
    CAUSES_OF_ADDITION = Definition("新增原因", "新增纳入的户按档案登记的主要致困原因归类。")
    KEPT = Definition("继续享受", "已作出继续享受决定、金额不变的户。")
    REFUSED = Definition("不予纳入", "已作出不予纳入决定的申请户。")
    LEFT_UNDECIDED = Definition("尚未决定", "列入清查、还没有作出决定的户。")
    MONEY_BEFORE_AFTER = Definition(
        "月保障金前后", "清查前为核算当时的月保障金；清查后，已决定的按决定金额，尚未决定的仍按清查前金额。"
    )
    ERROR_RATE = Definition(
        "差错率", "已入户的在保户中，决定停发、转出（错保）和增发、减发（金额错误）的户 ÷ 已入户的在保户；漏保另计。"
    )
    PACE = Definition(
        "按计划应入户",
        "方案给村里排了时段的按时段，否则按行动起止日期，从第一天到最后一天匀速入户，到这一天应已入户的户。",
    )
    OVERDUE = Definition("已超期", "下一步的办理期限已过、还没有办的户。")
    CASES_OPEN_LEADS = Definition(
        "待核实疑点", "有信息比对疑点还没有核实结论的清查户；疑点只是核实线索，不是停发的依据。"
    )

    @property
    def label(self) -> str:
        return self.value.label

    @property
    def definition(self) -> str:
        """What is counted, in one sentence."""
        return self.value.counts


def explained(words: Iterable[Word]) -> str:
    """The note under a table: each word once, in the order of the columns."""
    sentences = [word.value.sentence for word in dict.fromkeys(words)]
    return "说明：" + "　".join(f"{place}. {sentence}" for place, sentence in enumerate(sentences, start=1))
