"""Each section of a pack file, from its table to its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dibao_desktop.policy.rules.aid import AidType
from dibao_desktop.policy.rules.amounts import METHOD_LABELS, ROUNDING_LABELS
from dibao_desktop.policy.rules.check_items import CATALOGUE, THRESHOLDS, CheckItem, ItemSeverity
from dibao_desktop.policy.rules.intervals import Condition, Interval
from dibao_desktop.policy.rules.pack import (
    AmountRule,
    CampaignRule,
    Category,
    EdgeRule,
    IncomeRule,
    ScheduleWindow,
    Stage,
    Standard,
)
from dibao_desktop.policy.rules.procedure import (
    FEWEST_INVESTIGATORS,
    DecisionRule,
    NoticeField,
    NoticeRound,
    NoticeRule,
    ReviewRule,
    Section,
    VisitRule,
)
from dibao_desktop.policy.rules.relations import KNOWN, SETS, relation_text
from dibao_desktop.policy.rules.sampling import SamplingRule
from dibao_desktop.policy.rules.steps import Applies, DoneWhen, Step
from dibao_desktop.policy.rules.supplements import PER_LABELS, Supplement, Who
from dibao_desktop.policy.rules.table import Table

PERIODS = {"previous_year": "上一年度", "last_12_months": "近12个月", "month": "按月"}
STANDARD_UNITS = {"year": "元/人·年", "month": "元/人·月"}
SUPPLEMENT_UNIT = "元/月"
COVERAGE = {"all": "逐户入户", "disputed": "有争议的入户"}
REQUIRED = {
    "always": "逐户评议",
    "changed_only": "取消、新增、变更的评议",
    "on_objection": "公示有异议的评议",
    "never": "不评议",
}
ABSTENTIONS = {"disagree": "计入不同意", "reduce_total": "从总数中扣除"}
VOTE_WAYS = {"named": "逐人记名表决", "hands": "举手表决", "paper": "无记名投票"}
LEVELS = {"village": "村（社区）", "township": "乡镇", "county": "县级"}
CONFIRM_LEVELS = {"county": "县级民政部门", "township": "乡镇人民政府（街道办事处）"}
PAY_STARTS = {"next_month": "决定之日下月起", "same_month": "决定当月起"}
REPORTS = {"daily": "每日", "monthly": "每月", "stage_end": "每阶段结束"}
WINDOWS = {"village_slot": "村（社区）清查", "township_visit": "乡镇入户", "county_visit": "县级入户"}
ALWAYS_CHECKED = {
    "relatives": "近亲属备案户",
    "complaints": "信访投诉户",
    "single": "单人保",
    "card_kept": "卡折代管户",
}


def standards(root: Table) -> tuple[Standard, ...]:
    found = []
    for table in root.each("standards", required=False):
        period = table.choice("period", STANDARD_UNITS)
        aid_type = AidType(table.choice("aid_type", AidType))
        amount, source = table.money("amount", f"{aid_type}标准", STANDARD_UNITS[period])
        found.append(Standard(aid_type, period, amount, table.day("in_force_from"), source))
        table.finish()
    return tuple(found)


def categories(root: Table) -> tuple[Category, ...]:
    found = []
    for table in root.each("categories", required=False):
        code, aid_type = table.text("code"), AidType(table.choice("aid_type", AidType))
        monthly = None
        source = table.text("source")
        if table.has("monthly"):
            monthly, source = table.money("monthly", f"{aid_type}{code}类补差标准", "元/人·月")
        category = Category(
            code=code,
            title=table.text("title"),
            aid_type=aid_type,
            monthly_fen=monthly,
            in_force_from=table.day("in_force_from"),
            criteria=table.texts("criteria", required=False),
            source=source,
            amount_frozen=table.flag("amount_frozen", default=False),
        )
        found.append(category)
        table.finish()
    return tuple(found)


def supplements(root: Table) -> tuple[Supplement, ...]:
    """分类施保: amounts are local, so a pack may state none at all."""
    found = []
    for table in root.each("supplements", required=False):
        who, per = Who(table.choice("who", Who)), table.choice("per", PER_LABELS)
        age = Supplement.age
        if table.has("age"):
            age = table.count("age", f"{who.label}分类施保年龄", "周岁", least=1)
        monthly, source = table.money("monthly", f"{who.label}分类施保（{PER_LABELS[per]}）", SUPPLEMENT_UNIT)
        aid_type = AidType(table.choice("aid_type", AidType)) if table.has("aid_type") else None
        found.append(Supplement(who, per, monthly, table.day("in_force_from"), source, age, aid_type))
        table.finish()
    return tuple(found)


def amounts(root: Table) -> Mapping[AidType, AmountRule]:
    found = {}
    for name, table in root.named("amount"):
        if name not in list(AidType):
            root.fault("amount", f"“{name}”不是救助类型，可选：{'、'.join(AidType)}")
            continue
        aid_type = AidType(name)
        method, source = table.picked("method", f"{aid_type}计算方式", METHOD_LABELS)
        rounding, _ = table.picked("rounding", f"{aid_type}取整", ROUNDING_LABELS)
        found[aid_type] = AmountRule(aid_type, method, rounding, source)
        table.finish()
    return found


def edge(root: Table) -> EdgeRule:
    """An edge household earns more than one that is paid: a limit below the standard would be a slip."""
    table = root.inner("edge")
    percent, source = table.cited_count("below_percent", "低保边缘家庭的人均收入低于标准的", "%", least=101)
    table.finish()
    return EdgeRule(percent, source)


def income(root: Table) -> IncomeRule:
    table = root.inner("income")
    periods = {}
    for name, period in table.named("periods"):
        if name not in list(AidType):
            table.fault("periods", f"“{name}”不是救助类型，可选：{'、'.join(AidType)}")
            continue
        periods[AidType(name)], _ = period.picked("period", f"{name}收入计算期", PERIODS)
        period.finish()
    rule = IncomeRule(
        periods, table.listed("counted", "计入的收入"), table.listed("excluded", "不计入的收入"), table.text("source")
    )
    table.finish()
    return rule


def check_items(root: Table) -> tuple[CheckItem, ...]:
    return tuple(item for table in root.each("check_items", required=False) if (item := _check_item(table)))


def _check_item(table: Table) -> CheckItem | None:
    code = table.text("code")
    usual = CATALOGUE.get(code)
    if usual is None:
        table.fault("code", f"“{code}”不在清查事项统一目录中")
        return None
    threshold = usual.threshold
    if table.has("threshold"):
        if code not in THRESHOLDS:
            table.fault("threshold", f"{code} 没有限额可填")
        elif usual.unit == "元":
            threshold, _ = table.money("threshold", usual.title, "元")
        else:
            threshold = table.count("threshold", usual.title, usual.unit)
    item = CheckItem(
        code=code,
        title=table.text("title", required=False) or usual.title,
        severity=ItemSeverity(table.choice("severity", ItemSeverity, default=usual.severity)),
        enabled=table.flag("enabled", default=True),
        source=table.text("source"),
        threshold=threshold,
        unit=usual.unit,
        note=table.text("note", required=False),
    )
    table.finish()
    return item


def steps(root: Table) -> tuple[Step, ...]:
    found = []
    for table in root.each("steps"):
        step = Step(
            id=table.text("id"),
            label=table.text("label"),
            done_when=DoneWhen(table.choice("done_when", DoneWhen)),
            applies=Applies(table.choice("applies", Applies)),
            source=table.text("source"),
            round=table.whole("round") if table.has("round") else 0,
        )
        found.append(step)
        table.finish()
    return tuple(found)


def visit(root: Table) -> VisitRule:
    table = root.inner("visit")
    coverage, _ = table.picked("coverage", "入户范围", COVERAGE)
    rule = VisitRule(
        min_investigators=table.count("min_investigators", "调查人员最少", "人", least=FEWEST_INVESTIGATORS),
        max_investigators=table.number("max_investigators", "调查人员最多", "人"),
        neighbours_min=table.count("neighbours_min", "走访邻居最少", "户"),
        sections=_sections(table),
        coverage=coverage,
        source=table.text("source"),
    )
    table.finish()
    return rule


def _sections(table: Table) -> tuple[Section, ...]:
    found = []
    for row in table.tables("sections", "入户调查表必填内容", "title"):
        found.append(Section(row.text("id"), row.text("title"), row.text("prompt"), row.text("group")))
        row.finish()
    if len({section.id for section in found}) < len(found) or not found:
        table.fault("sections", "每一项的 id 不能重复，至少要有一项")
    return tuple(found)


def review(root: Table) -> ReviewRule:
    table = root.inner("review")
    required, _ = table.picked("required", "评议范围", REQUIRED)
    abstentions, _ = table.picked("abstentions_on_export", "上报时弃权票", ABSTENTIONS)
    vote_way, _ = table.picked("vote_way", "表决方式", VOTE_WAYS)
    rule = ReviewRule(
        required=required,
        size_min=table.count("size_min", "评议小组最少", "人", least=1),
        size_max=table.count("size_max", "评议小组最多", "人", least=1),
        quorum=table.share("quorum", "到会人数"),
        majority=table.share("majority", "通过票数"),
        min_township_staff=table.count("min_township_staff", "乡镇工作人员最少", "人"),
        floor_present=table.count("floor_present", "到会且不回避的最少", "人", least=1),
        relations=_relations(table),
        recused_count_in_roster=table.yes("recused_count_in_roster", "回避人员计入总人数"),
        abstentions_on_export=abstentions,
        vote_way=vote_way,
        show_running_votes=table.yes("show_running_votes", "表决结束前在墙上显示票数"),
        representatives_share=table.ratio("representatives_share", "村（居）民代表占比", required=False),
        source=table.text("source"),
    )
    table.finish()
    return rule


def _relations(table: Table) -> frozenset[str]:
    """A named set of relations, or single ones."""
    found: set[str] = set()
    for written in table.listed("relations", "回避关系"):
        relation = relation_text(written)
        if relation not in SETS and relation not in KNOWN:
            table.fault("relations.value", f"“{written}”不是已知的亲属关系；可写“近亲属”或具体关系")
        found |= SETS.get(relation, {relation})
    return frozenset(found)


def notice(root: Table) -> NoticeRule:
    table = root.inner("notice")
    rounds = tuple(_round(each) for each in table.each("rounds"))
    fields = table.listed("fields", "公示内容", {each.value: each.label for each in NoticeField})
    rule = NoticeRule(
        rounds=rounds,
        repost_days=table.count("repost_days", "有异议重新公示", "天"),
        roll_to_working_day=table.yes("roll_to_working_day", "期满日遇休息日顺延"),
        fields=tuple(NoticeField(each) for each in fields if each in list(NoticeField)),
        show_near_relative=table.yes("show_near_relative", "公示是否近亲属备案"),
        rows_a_page=table.count("rows_a_page", "公示榜每页户数", "户", least=1),
        photos_to_end=table.yes("photos_to_end", "撤下前须有张贴和期满照片"),
        source=table.text("source"),
    )
    table.finish()
    return rule


def _round(table: Table) -> NoticeRound:
    label, working_days = table.text("label"), table.flag("working_days", default=False)
    unit = "个工作日" if working_days else "天"
    days = table.count("days", f"{label}期", unit, least=1)
    level = table.choice("level", LEVELS)
    found = NoticeRound(table.whole("number"), level, label, days, working_days, table.text("source"))
    table.finish()
    return found


def decision(root: Table) -> DecisionRule:
    table = root.inner("decision")
    level, _ = table.picked("confirm_level", "确认机关", CONFIRM_LEVELS)
    pay_start, _ = table.picked("pay_start", "发放起始", PAY_STARTS)
    rule = DecisionRule(
        confirm_level=level,
        confirm_working_days=table.count("confirm_working_days", "确认时限", "个工作日", least=1),
        township_working_days=table.count("township_working_days", "乡镇审核时限", "个工作日", least=1),
        hearing_before_cut=table.yes("hearing_before_cut", "减发、停发前听取意见"),
        written_notice_working_days=table.count("written_notice_working_days", "书面告知时限", "个工作日", least=1),
        pay_start=pay_start,
        gradual_exit_months=table.count("gradual_exit_months", "渐退期最长", "个月"),
        gates=table.listed("gates", "六不批"),
        source=table.text("source"),
    )
    table.finish()
    return rule


def reverification(root: Table) -> tuple[Interval, ...]:
    return tuple(_interval(table) for table in root.each("reverification"))


def _interval(table: Table) -> Interval:
    conditions = table.texts("conditions", required=False)
    for each in conditions:
        if each not in list(Condition):
            table.fault("conditions", f"“{each}”不是可选的值，可选：{'、'.join(Condition)}")
    case = Interval(
        conditions=frozenset(Condition(each) for each in conditions if each in list(Condition)),
        aid_type=AidType(table.choice("aid_type", AidType)) if table.has("aid_type") else None,
        category=table.text("category", required=False),
        months=0,
        source="",
    )
    months, source = table.cited_count("months", f"{case.condition}核查间隔", "个月", least=1)
    table.finish()
    return replace(case, months=months, source=source)


def campaign(root: Table) -> CampaignRule:
    table = root.inner("campaign")
    report, _ = table.picked("progress_report", "进展上报", REPORTS)
    rule = CampaignRule(
        start=table.date_figure("start", "行动开始"),
        end=table.date_figure("end", "行动结束"),
        progress_report=report,
        final_report_due=table.date_figure("final_report_due", "总结上报期限"),
        source=table.text("source"),
    )
    table.finish()
    return rule


def stages(root: Table) -> tuple[Stage, ...]:
    found = []
    for table in root.each("stages", required=False):
        start, end = table.day("start"), table.day("end")
        stage = Stage(table.text("title"), start, end, table.text("output", required=False), table.text("source"))
        if start > end:
            table.fault("end", "结束日早于开始日")
        found.append(stage)
        table.finish()
    return tuple(found)


def schedule(root: Table) -> tuple[ScheduleWindow, ...]:
    found = []
    for table in root.each("schedule", required=False):
        start, end, kind = table.day("start"), table.day("end"), table.choice("kind", WINDOWS)
        units = table.texts("units", required=kind == "village_slot")
        if start > end:
            table.fault("end", "结束日早于开始日")
        found.append(ScheduleWindow(start, end, kind, units, table.text("source")))
        table.finish()
    return tuple(found)


def sampling(root: Table) -> SamplingRule:
    table = root.inner("sampling")
    rule = SamplingRule(
        ratio=table.share("ratio", "验收抽查"),
        error_limit=table.share("error_limit", "责令重新整改的差错率"),
        township_check=table.share("township_check", "乡镇核查"),
        always=table.listed("always", "全部核查的户", ALWAYS_CHECKED),
        source=table.text("source"),
    )
    table.finish()
    return rule
