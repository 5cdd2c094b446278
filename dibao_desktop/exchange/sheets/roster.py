"""The roster of recipient households with their members (DOMAIN §15.1, §15.3, §15.6, §15.8)."""

from __future__ import annotations

from dibao_desktop.exchange.sheets.describe import ID_HEADS, Field, Shape, SheetKind

_HEAD = r"(?:家庭|低保)?(?:户主|主申请人|申请人|户代表|申请户主|低保户主|户主申请人)"
_MEMBER = r"(?:共同生活)?(?:家庭|共同生活)?(?:成员|人员|对象|保障对象|低保对象|低保人员|享受人员?|享受对象|在保对象|在保人员|救助对象|保障人员?|家庭人员)"
_SCHEME = r"(?:享受|保障|低保|救助|纳入|施保|核定|补助|享受低保|享受保障|实际保障|城乡低保)"
_AID_MONEY = r"(?:低保|保障|救助|补助|补差|补贴|差额|最低生活保障|生活补助|差额救助|基本生活)"

ROSTER = SheetKind(
    "roster",
    "在保对象名册",
    (
        Field("serial", "序号", r"户?序号?|户序|NO\.?|顺序号?|行号|户数|户次"),
        Field(
            "number",
            "档案号",
            r"(?:家庭|低保|户|建档|救助|一户一档|家庭档案|救助档案)?(?:档案|档)(?:盒|袋)?(?:号码?|编号)|一户一档(?:号码?|编号)|户编号|家庭编号|户号|建档(?:立卡)?(?:号码?|编号)|HH_?NO",
            tells=2,
        ),
        Field("weak_number", "编号", r"编号|低保编号|户籍编号|救助编号|编码|户码|户编|低保号", tells=1),
        Field(
            "certificate_no",
            "低保证号",
            r"(?:低保|救助|特困|保障|最低生活保障|领取)证(?:书|件)?(?:号码?|编号)|证书?编号|证号",
            tells=2,
        ),
        Field(
            "village",
            "行政村(社区)",
            r"(?:所属|户籍所在|居住所在|所在|户籍|居住)?(?:行政)?(?:村|社区|村居|村名|村社区|村委会|居委会|(?<=.)社|村/社区|村居委会|村民委员会|村别)(?:名称|名)?",
        ),
        # A bare 社 is the village only where no other column is: beside one it is the group.
        Field("village", "行政村(社区)", r"社"),
        Field("region", "地区", r"地区|属地|所属行政区划|行政区划|所属区划|村组|村社组|所属村组|村小组名称"),
        Field(
            "group",
            "村民小组",
            r"(?:所属|所在)?(?:村民|居民|村)?(?:小组|组别|组|组名|村民组|小组名称|社别?|自然村|屯|自然屯|寨)(?:名称)?",
        ),
        Field("head_name", "户主姓名", rf"{_HEAD}(?:的)?(?:姓名|名字?|名称)?|户主姓名|户名", tells=2, shape=Shape.NAME),
        Field("head_id", "户主身份证号", rf"{_HEAD}(?:的)?(?:{ID_HEADS})", tells=2, shape=Shape.ID),
        Field(
            "register_no",
            "户口簿号",
            r"(?:户口|户籍|家庭户)(?:簿|本|薄)?(?:户)?(?:号码?|编号)|户籍号|户口簿|户口本",
            tells=2,
        ),
        Field(
            "family_size",
            "家庭人口数",
            r"(?:家庭|户籍|全家|户内|共同生活|在册|户|家庭总|家庭成员|共同生活家庭成员|总)(?:总)?(?:人口|人数|成员数|人口总)数?|人口数?|人数",
            tells=2,
            shape=Shape.COUNT,
        ),
        Field(
            "covered_size",
            "保障人口数",
            rf"{_SCHEME}(?:对象|人员|待遇|低保|家庭)?(?:总)?(?:人口|人数|对象数|人)数?|特困(?:供养)?人员(?:数|人数)?",
            tells=4,
            shape=Shape.COUNT,
        ),
        Field(
            "aid_type",
            "救助类型",
            r"(?:救助|低保|享受|待遇|业务|保障)(?:类型|种类|性质|项目)|救助类别|供养方式|城乡(?:类别|类型|属性)|低保种类",
            tells=2,
        ),
        Field(
            "category",
            "保障类别",
            rf"(?:{_SCHEME}|对象|家庭|户|困难)?(?:类别|档次|等级|档别|分类|类|分档|类型)|分档类型|保障档次",
            tells=3,
        ),
        Field(
            "monthly_fen",
            "月保障金",
            rf"(?:户|家庭|本户|全户|家庭户)?(?:每?月|年|每年)?(?:均)?(?:应|实)?(?:享受|领取|发放|核定|补助|补差|救助|保障|低保)?{_AID_MONEY}"
            r"(?:金|费|资金|款|水平)?(?:金额|总额|额|数额|合计)?"
            rf"|(?:户|家庭)?(?:每?月|年)?(?:应|实)?(?:享受|领取|发放|核定|{_AID_MONEY})(?:金|待遇)?(?:金额|总额|额|数额|合计)",
            tells=3,
            shape=Shape.MONEY,
        ),
        # What a 特困 family gets for living; care is paid besides and kept as it is written (DOMAIN §15.2).
        Field(
            "monthly_fen",
            "月保障金",
            r"(?:月)?基本生活(?:总)?(?:费用?|供养金)(?:合计|金额)?",
            tells=2,
            shape=Shape.MONEY,
        ),
        # A 标准 is the amount only where no column is called one: beside such it is the tariff.
        Field(
            "monthly_fen",
            "月保障金",
            rf"(?:户|家庭)?(?:每?月|年)?(?:均)?(?:应|实)?(?:享受|领取|发放|核定|补助|补差|救助|保障|低保)?{_AID_MONEY}(?:金)?标准",
            tells=1,
            shape=Shape.MONEY,
        ),
        Field(
            "person_fen",
            "人均保障金",
            rf"(?:人均|每人|个人|人月|月人均|人月均)(?:每?月)?(?:{_AID_MONEY}|享受|领取|发放)(?:金|费|资金)?(?:金额|总额|额|标准)?",
            tells=1,
            shape=Shape.MONEY,
        ),
        Field("name", "姓名", rf"(?:{_MEMBER})?(?:的)?姓名|名字|家庭成员|共同生活成员|成员", tells=1, shape=Shape.NAME),
        Field(
            "relation",
            "与户主关系",
            rf"(?:与|和|同)?(?:{_HEAD}|本人|其)?(?:之|的|间)?(?:家庭)?关系|称谓|与{_HEAD}|家庭成员关系|成员关系",
            tells=4,
        ),
        Field("sex", "性别", r"性别", tells=0),
        Field("id_number", "身份证号", rf"(?:{_MEMBER})?(?:的)?(?:{ID_HEADS})", shape=Shape.ID),
        Field("id_type", "证件类型", r"证件(?:类型|种类|名称)"),
        Field("birth", "出生日期", r"出生(?:年月日?|日期|时间)|生日|出生", shape=Shape.DATE),
        Field("age", "年龄", r"(?:周岁)?年龄|周岁", keep=False),
        Field("ethnic", "民族", r"民族|族别"),
        Field("health", "健康状况", r"(?:身体|健康)(?:健康)?(?:状况|情况|状态)|健康|身体", tells=1),
        Field(
            "disability",
            "残疾类别和等级",
            r"残疾(?:证)?(?:类别|类型|种类)(?:及|和|与|、|/)?(?:等级|级别)|残疾(?:证)?(?:情况|状况)|残疾",
            tells=1,
        ),
        Field("disability_kind", "残疾类别", r"残疾(?:证)?(?:类别|类型|种类)|残别|致残类别", tells=1),
        Field("disability_grade", "残疾等级", r"残疾(?:证)?(?:等级|级别|程度)|残级", tells=1),
        Field("disability_no", "残疾证号", r"残疾人?证(?:件)?(?:号码?|编号)|残疾人?证", tells=1),
        Field("disabled", "是否残疾", r"(?:是否|有无)残疾人?", keep=False),
        Field("labour", "劳动能力", r"(?:有无|是否有)?劳动(?:能力|力)(?:状况|情况|类型|程度)?", tells=2),
        Field("marriage", "婚姻状况", r"婚姻(?:状况|情况|状态)?|婚否"),
        Field(
            "covered",
            "是否保障对象",
            rf"(?:是否)(?:在)?(?:{_SCHEME}|保|为保障|为低保|属保障)(?:对象|人员|人口|低保|保障|享受|待遇|范围|人)*|(?:保障|享受)(?:与否|情况)|享受情况|在保(?:情况|状态)?",
            tells=3,
            shape=Shape.FLAG,
        ),
        Field(
            "cause",
            "主要致困原因",
            r"(?:家庭)?(?:主要)?(?:致贫|致困|困难|贫困|申请|申请救助|纳入|救助|享受|申请低保|享受低保|申报)(?:的)?(?:主要)?(?:原因|理由|类型|因素)|原因",
            tells=1,
        ),
        Field(
            "annual_income_fen",
            "家庭收入",
            r"(?:家庭)?(?:上年|上一年|全)?(?:每?年|每?月)?(?:度)?(?:家庭)?(?:总|均|人均|纯|人均纯|可支配|年均|核定)*收入(?:总额|合计|金额|总计)?|家庭[年月]总收入",
            shape=Shape.MONEY,
        ),
        Field("bank", "开户银行", r"(?:开户|代发|发放|领取)?(?:银行|行|金融机构|网点|开户行)(?:名称)?"),
        Field(
            "account_no",
            "账号",
            r"(?:银行|开户|发放|低保|惠农|一卡通|一折通|存折|社保卡|惠民|银行卡|领取|收款|打卡|开户行|农商行|信用社)*"
            r"(?:账号|账户|卡号|账户号码?|账卡号|一卡通|一折通|存折|卡账号)(?:号码?)?",
            shape=Shape.ACCOUNT,
        ),
        Field(
            "wide",
            "成员一、成员二……",
            r"(?:家庭|共同生活)?成员(?P<place>[一二三四五六七八九十]|\d{1,2})的?(?P<what>姓名|身份证件?号码?|证件号码|性别|(?:与户主)?关系)",
            tells=1,
        ),
        Field(
            "account_name",
            "账户名称",
            r"(?:银行)?(?:账户|开户|存折|账号)(?:名称|姓名|户名|名|人)|开户人(?:姓名)?|银行账户名称",
        ),
        Field(
            "start_month",
            "起保年月",
            r"(?:起保|纳入|享受|开始|起始|初始|首次|最初|救助|批准|审批|入保|保障|施保|享受低保|开始享受|最初享受|起始保障|救助开始|低保|核准|享受待遇|纳入低保)"
            r"(?:低保|享受|保障|开始|起始|待遇|救助|起)*(?:年月日?|时间|日期|年份|月份?)",
            tells=2,
            shape=Shape.DATE,
        ),
        Field("phone", "联系电话", r"(?:联系|手机|家庭|户主|住宅)?(?:电话|手机)(?:号码?)?|联系方式|手机号"),
        Field(
            "address",
            "家庭住址",
            r"(?:家庭|户籍|居住|户口|常住|现|详细|户口所在|实际居住)?(?:详细)?(?:住址|地址|所在地|住所|居住地)",
        ),
        Field("note", "备注", r"备注|备考|说明"),
        Field(
            "application",
            "申请受理",
            r"申请(?:唯一号|编号|流水号)|受理(?:编号|号|日期|时间|状态)|(?:提出)?申请(?:日期|时间)",
            tells=1,
        ),
        # What the record keeps beside the roster (see `facts`).
        Field("education", "文化程度", r"(?:本人)?(?:文化|教育|受教育)(?:程度|状况|水平)|最高学历|学历"),
        Field("employment", "就业状况", r"(?:劳动)?就业(?:状况|情况|状态|类型)|职业(?:状况|类别)?|从业(?:状况|情况)"),
        Field("politics", "政治面貌", r"政治面[貌目]"),
        Field("school", "就读学校", r"(?:在|就)读学校(?:名称|全称)?|就学学校(?:名称)?|所在学校|学校名称"),
        Field("workplace", "工作单位", r"(?:在职|工作|就业|务工|所在)单位(?:名称|全称)?"),
        Field("absence", "外出情况", r"(?:外出)(?:务工)?(?:情况|地点|地址|原因|去向)?|务工(?:地点|地址|情况)"),
        Field("residence", "户口性质", r"(?:户口|户籍)(?:性质|类型|类别)"),
        Field("contact", "联系人", r"(?:家庭)?联系人(?:姓名)?"),
        *(
            Field(
                name,
                label,
                rf"(?:20\d\d年?度?|上年度?)?(?:家庭|个人|本人)?(?:每?[年月])?(?:家庭|个人)?(?:{heads})(?:金额|合计)?",
                shape=Shape.MONEY,
            )
            for name, label, heads in (
                ("income_wages", "工资性收入", r"(?:工资|务工|打工|劳务)性?(?:净)?收入"),
                (
                    "income_business",
                    "经营净收入",
                    r"(?:家庭)?(?:生产)?经营性?(?:净|纯)?收入|种养殖?(?:业)?(?:净|纯)?收入",
                ),
                ("income_property", "财产净收入", r"财产性?(?:净|纯)?收入"),
                ("income_transfer", "转移净收入", r"转移性?(?:净|纯)?收入"),
                ("income_other", "其他收入", r"其[他它](?:性)?收入"),
                ("expense_medical", "医疗支出", r"(?:刚性)?(?:医疗|看病|医药)(?:费|费用)?(?:刚性)?支出"),
                ("expense_school", "教育支出", r"(?:刚性)?(?:教育|上学|就学)(?:费|费用)?(?:刚性)?支出"),
                ("expense_disability", "残疾康复支出", r"(?:刚性)?(?:残疾)?康复(?:费|费用)?(?:刚性)?支出"),
            )
        ),
        Field("houses", "住房套数", r"(?:拥有)?(?:产权)?(?:住房|房屋|房产)(?:套数|数量)"),
        Field("house_area", "住房面积", r"(?:产权)?(?:住房|房屋)(?:总|建筑)?面积"),
        Field(
            "financial_fen",
            "金融资产",
            r"(?:家庭)?(?:货币)?(?:和)?金融(?:性)?(?:资产|财产)(?:总额|合计|金额)?",
            shape=Shape.MONEY,
        ),
        Field("other_property", "其他财产", r"其[他它](?:家庭)?财产(?:情况|状况)?"),
        # Known, but no field of the record: kept beside it in the file's own words, never dropped.
        Field(
            "noted",
            "其他情况",
            r"救助金计算方式|.*分类施保.*|患病病种|病种|参保类型|(?:是否)?建档立卡.*|患病(?:情况|种类|名称)|.*重点救助.*|家庭补差"
            r"|在[读职].*|发放方式|生活自理能力|邮编|登记时间|变动(?:种类|时间|类型)|户主是否享受|是否(?:属)?(?:脱贫|返贫|低收入).*"
            r"|照料人.*|供养(?:机构|单位).*|基本生活标准|.*照料护理.*|电表号|户籍住址|三无人员|(?:是否)三无.*|.*(?:女性|残疾|老年|未成年|重点|成年)人?(?:员|人数)",
        ),
        Field(
            "ignored",
            "其他",
            r"所属(?:省级?|市级?|州|区县?|县|街道?|乡镇?|镇)|乡镇街?道?|县区?|合计|审核.*|审批.*|照片|签[字名章]+"
            r"|经办人|调查人|身份证|.*保障标准|女性人数|最低生活标准|家庭[年月]均收入",
            keep=False,
        ),
    ),
    (
        frozenset({"name", "head_name"}),
        frozenset(
            {"relation", "covered_size", "category", "monthly_fen", "covered", "family_size", "cause", "start_month"}
        ),
    ),
    r"花名册|名册|台账|在保|低保户|保障对象|低保对象|低保家庭",
    many=frozenset({"wide", "noted"}),
    strong=r"(?:成员)?(?:与|和)?(?:户主|主?申请人|本人)(?:的|之)?(?:家庭)?关系|是否(?:享受|保障|纳入|低保|在保).*",
)

# The ministry's upload template (issue: sheet `13`): recognised so that it can be refused with a useful sentence.
TEMPLATE = SheetKind(
    "template",
    "省平台上传模板",
    (
        Field(
            "codes", "代码行", r"HH_NO|HH_NAME|HH_ID|DIV_CODE|AID_TYPE|MEM_NAME|MEM_ID|RESULT_DATE|DIS_GRADE", tells=40
        ),
        Field("result", "清查结果", r"清查(?:结果|日期|意见)", tells=40),
        Field("division", "行政区划代码", r"(?:所在)?行政区划(?:代码|编码)", tells=40),
        Field("household", "户编号", r"户编号|户主姓名|户主证件号码", tells=1),
        Field("member", "成员姓名", r"成员姓名|证件号码|证件类型|与户主关系", tells=1),
    ),
    (frozenset({"codes", "result"}), frozenset({"division", "codes"})),
    r"模板|填写说明|必填",
    many=frozenset({"codes", "result", "household", "member"}),
)
