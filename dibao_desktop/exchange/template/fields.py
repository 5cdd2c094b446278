"""What a column of a template may be filled with: our fields, with the heads provinces give them."""

from __future__ import annotations

from collections.abc import Mapping

from dibao_desktop.domain import text

# By field what we call it, and the heads that mean it; compared after `text.header`.
_WORDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "serial": ("序号", ("序号", "行号", "NO", "XH")),
    "number": ("档案号", ("户编号", "档案号", "家庭编号", "户号", "家庭编码", "户编码", "HH_NO")),
    "head_name": ("户主姓名", ("户主姓名", "户主", "申请人姓名", "主申请人姓名", "HH_NAME")),
    "head_id": (
        "户主证件号码",
        (
            "户主证件号码",
            "户主身份证号",
            "户主身份证号码",
            "户主身份证件号码",
            "户主公民身份号码",
            "户主公民身份证号码",
            "主申请人证件号码",
            "申请人证件号码",
            "HH_ID",
        ),
    ),
    "division": (
        "行政区划代码",
        ("所在行政区划代码", "行政区划代码", "行政区划", "区划代码", "所属区划代码", "DIV_CODE"),
    ),
    "village": (
        "村（社区）",
        ("村", "社区", "村社区", "村居", "村名", "所属社", "所属社区", "所属村", "所在村", "VILLAGE"),
    ),
    "group": ("村民小组", ("村民小组", "组", "小组", "组别")),
    "register_no": ("户口簿号", ("户口簿号", "户口本号", "户口号")),
    "certificate_no": ("低保证号", ("低保证号", "救助证号", "救助证编号", "低保特困证号", "证书编号")),
    "aid_type": ("救助类型", ("救助类型", "救助类别", "救助对象类别", "保障类型", "AID_TYPE")),
    "category": ("保障类别", ("保障类别", "类别", "分档类型", "保障档次", "档次", "CATEGORY")),
    "family_size": ("家庭人口", ("家庭人口", "家庭人口数", "家庭成员数")),
    "covered_size": ("保障人口", ("保障人口", "保障人口数", "享受人口", "享受人数", "保障人数")),
    "cause": ("致困原因", ("主要致困原因", "主要致贫原因", "致困原因", "致贫原因", "申请原因")),
    "annual_income": ("家庭年收入", ("家庭年收入", "家庭年总收入", "年收入", "家庭总收入")),
    "name": ("成员姓名", ("成员姓名", "姓名", "家庭成员姓名", "人员姓名", "MEM_NAME")),
    "id_type": ("证件类型", ("证件类型", "身份证件类型", "ID_TYPE")),
    "id_number": (
        "证件号码",
        (
            "证件号码",
            "身份证号",
            "身份证号码",
            "身份证件号码",
            "公民身份号码",
            "公民身份证号码",
            "居民身份证号",
            "居民身份证号码",
            "成员证件号码",
            "成员身份证号",
            "成员身份证号码",
            "家庭成员身份证号",
            "MEM_ID",
        ),
    ),
    "relation": ("与户主关系", ("与户主关系", "家庭关系", "与申请人关系", "与主申请人关系", "成员关系", "RELATION")),
    "sex": ("性别", ("性别", "SEX")),
    "birth": ("出生日期", ("出生日期", "出生年月", "出生年月日", "BIRTH")),
    "age": ("年龄", ("年龄", "AGE")),
    "ethnic": ("民族", ("民族", "ETHNIC")),
    "marriage": ("婚姻状况", ("婚姻状况", "婚姻", "MARRIAGE")),
    "health": ("健康状况", ("健康状况", "身体状况", "HEALTH")),
    "disabled": ("是否残疾", ("是否残疾", "是否残疾人")),
    "disability_kind": ("残疾类别", ("残疾类别", "残疾类型", "DIS_TYPE")),
    "disability_grade": ("残疾等级", ("残疾等级", "残疾级别", "DIS_GRADE")),
    "disability_no": ("残疾证号", ("残疾证号", "残疾人证号", "残疾证号码")),
    "labour": ("劳动能力", ("劳动能力", "劳动力状况", "LABOUR")),
    "covered": ("是否保障对象", ("是否保障对象", "是否享受", "是否享受低保", "是否保障", "COVERED")),
    "monthly": ("月保障金", ("月保障金额", "户月保障金额", "户月保障金", "月保障金", "保障金额", "AMOUNT")),
    "bank": ("开户银行", ("开户银行", "开户行", "银行名称", "发放银行", "BANK")),
    "account_name": ("账户名称", ("账户名称", "账户名", "户名", "开户人", "银行账户名称", "开户名称")),
    "account_no": ("银行账号", ("银行账号", "账号", "一卡通账号", "一卡通账户", "银行卡号", "卡号", "ACCOUNT")),
    "start_month": (
        "起保年月",
        ("救助开始年月", "起保年月", "最初享受月", "最初享受月份", "起始保障年月", "享受时间", "START"),
    ),
    "outcome": ("清查结果", ("清查结果", "复查结果", "复核结果", "RESULT")),
    "outcome_date": ("清查日期", ("清查日期", "复查日期", "复核日期", "RESULT_DATE")),
    "phone": ("联系电话", ("联系电话", "电话", "手机号", "手机号码", "联系方式")),
    "address": ("家庭住址", ("家庭住址", "家庭地址", "住址", "居住地址", "详细地址")),
    "unit": ("填报单位", ("填报单位", "单位", "所属街道", "所属街", "乡镇", "所属乡镇", "所属街道乡镇")),
    "note": ("备注", ("备注", "说明", "REMARK")),
}
LABELS: Mapping[str, str] = {field: label for field, (label, _heads) in _WORDS.items()}
FIELDS: Mapping[str, tuple[str, ...]] = {field: heads for field, (_label, heads) in _WORDS.items()}
_FIELD_OF = {text.header(word): field for field, words in FIELDS.items() for word in words}

# What belongs to a person: a template that asks for none of these takes one row a household.
MEMBER_FIELDS = frozenset(
    (
        "name",
        "id_type",
        "id_number",
        "relation",
        "sex",
        "birth",
        "age",
        "ethnic",
        "marriage",
        "health",
        "disabled",
        "disability_kind",
        "disability_grade",
        "disability_no",
        "labour",
        "covered",
    )
)
# What only the campaign can tell.
CAMPAIGN_FIELDS = frozenset(("outcome", "outcome_date"))
# Long figures that a spreadsheet would spoil: always text.
NUMBERS = frozenset(
    (
        "number",
        "head_id",
        "division",
        "register_no",
        "certificate_no",
        "id_number",
        "disability_no",
        "account_no",
        "phone",
    )
)
DAYS = frozenset(("birth", "outcome_date"))
MONTHS = frozenset(("start_month",))
MONEY = frozenset(("monthly", "annual_income"))
# The account upload of the older provincial system: five columns, the bank as 代码-名称 (DOMAIN §15.5).
ACCOUNT_UPLOAD = frozenset(("head_name", "head_id", "bank", "account_name", "account_no"))
BANKS = ("102-工行", "103-农行", "104-中行", "105-建行", "301-交行", "302-中信", "304-华夏", "308-招行", "309-邮储")


def field_of(head: object) -> str:
    """The field a head means; empty when we do not know it."""
    return _FIELD_OF.get(text.header(head), "")
