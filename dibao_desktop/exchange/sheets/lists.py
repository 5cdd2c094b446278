"""The outside lists (DOMAIN §8 sources, §15.3, §15.7): who died, owns a vehicle, draws a wage or pension, was paid."""

from __future__ import annotations

from dibao_desktop.exchange.sheets.describe import COMMON, ID_HEADS, NAME_HEADS, Field, Shape, SheetKind


def _person(who: str) -> tuple[Field, ...]:
    """Name and ID columns, alone or with the word that says whose they are."""
    return (
        Field("name", "姓名", rf"(?:{who})?(?:{NAME_HEADS})|(?:{who})(?:名称)?", shape=Shape.NAME),
        Field("id_number", "身份证号", rf"(?:{who})?(?:的)?(?:{ID_HEADS})", shape=Shape.ID),
    )


_SOMEONE = frozenset({"name", "id_number"})

DEATHS = SheetKind(
    "deaths",
    "死亡人口信息",
    (
        *_person(r"死者|亡者|逝者|死亡人员?|死亡人口|亡故人员|被火化人|火化人员|遗体"),
        Field(
            "on_date",
            "死亡日期",
            r"(?:死亡|去世|亡故|逝世|病故)(?:登记)?(?:日期|时间|年月日?)|(?:何时)?死亡时间.*",
            tells=6,
            shape=Shape.DATE,
        ),
        # Where the day of death is not written: the day of cremation, else that of the entry in the register.
        Field("cremated_on", "火化日期", r"(?:遗体)?火化(?:登记)?(?:日期|时间|年月日?)", tells=6, shape=Shape.DATE),
        Field(
            "struck_off_on",
            "注销日期",
            r"(?:死亡注销|户口注销|户籍注销|注销|销户)(?:登记)?(?:日期|时间|年月日?)",
            tells=6,
            shape=Shape.DATE,
        ),
        Field(
            "label",
            "死亡原因",
            r"(?:死亡|死因|注销|户口注销|销户)(?:原因|类别|类型|说明|地点)?|殡仪馆(?:名称)?|火化(?:场|地点|馆)",
            tells=2,
        ),
        Field(
            "other_day",
            "其他日期",
            r"(?:登记|上报|入葬)(?:日期|时间)|死亡(?:地点|原因|说明)|填报单位|经办人|上报单位|证明(?:编号|单位)|申报人",
            keep=False,
        ),
        *COMMON,
    ),
    (_SOMEONE, frozenset({"on_date", "cremated_on", "struck_off_on", "label"})),
    r"死亡|去世|火化|殡葬|亡故|销户",
)

VEHICLES = SheetKind(
    "vehicles",
    "机动车登记信息",
    (
        *_person(r"(?:机动车|车辆|农机)?(?:所有人|所有权人|车主|机主|登记人)"),
        Field("detail", "号牌号码", r"(?:机动车|车辆)?(?:号牌|车牌|牌照|牌号)(?:号码?)?|车号", tells=5),
        Field("label", "车辆类型", r"(?:机动车|车辆|汽车|农机|机具)(?:类型|种类|类别)|车型|车种", tells=4),
        Field("label", "车辆类型", r"号牌种类|类型|种类|车辆性质"),
        Field(
            "brand",
            "车辆品牌",
            r"(?:车辆|机动车|中文|汽车)?(?:品牌|厂牌)(?:型号)?|车辆型号|型号|规格型号",
            tells=2,
        ),
        Field("licence", "准驾车型", r"准驾车型(?:代号)?"),
        Field(
            "on_date",
            "登记日期",
            r"(?:初次|首次|初|注册)?(?:登记|注册|购置|购买|购车|上牌|入户)(?:日期|时间)",
            shape=Shape.DATE,
        ),
        Field(
            "state",
            "车辆状态",
            r"(?:机动车|车辆|登记)?状态",
        ),
        Field(
            "nature",
            "使用性质",
            r"(?:使用)?性质|营运/?非营运|是否营运|号牌种类|车身颜色|排量|核定载客数?|登记价值|(?:购置|购买)(?:价格|金额)|车架号|发动机号",
            keep=False,
        ),
        *COMMON,
    ),
    (_SOMEONE, frozenset({"detail", "label"})),
    r"机动车|车辆|车管|农机",
)

PAYROLL = SheetKind(
    "payroll",
    "财政供养人员名单",
    (
        *_person(r"职工|人员|在职人员|供养人员|教职工|工作人员"),
        Field(
            "label",
            "工作单位",
            r"(?:工作|供职|任职|发放|所在|所属|在职|预算|用人|参保|缴费)?单位(?:名称)?|工作部门|所在部门|部门(?:名称)?|供养单位",
            tells=4,
        ),
        Field(
            "detail",
            "人员状态",
            r"(?:人员|供养)?(?:状态|类别|性质|身份|编制类型)|编制(?:性质)?|在职状态|人员编制",
            tells=2,
        ),
        Field(
            "amount_fen",
            "月工资",
            r"(?:每?月|年)?(?:应发|实发|发放)?(?:工资|薪资|薪酬|劳动报酬)(?:合计|总额|总计|金额|额|收入)?"
            r"|(?:月)?(?:应发|实发)(?:合计|金额|数|额)?|工资性收入|月均工资|缴费基数|缴费工资",
            tells=4,
            shape=Shape.MONEY,
        ),
        Field("post", "职务", r"(?:现任)?(?:职务|职级|岗位|职称)(?:名称)?|参加工作时间", tells=1, keep=False),
        Field(
            "pay",
            "其他工资项",
            r"险种(?:类型)?|缴费(?:状态|时间)|.*(?:工资|津贴|补贴|绩效|公积金|实发合计|应发合计|扣款|基数).*",
            keep=False,
        ),
        *COMMON,
    ),
    (_SOMEONE, frozenset({"label", "amount_fen"})),
    r"财政供养|工资|统发|公职|在编|编制|缴费",
    strong=r"(?:月)?缴费(?:基数|工资)|参保单位|.*应发.*|.*岗位工资.*|供养单位",
)

REAL_ESTATE = SheetKind(
    "real_estate",
    "不动产登记信息",
    (
        *_person(r"(?:房屋|不动产|土地)?(?:权利人|所有权人|产权人|产权所有人|所有人|房主|业主|购房人|买受人|权属人)"),
        Field("co_name", "共有人姓名", rf"共有(?:权利?)?人(?:的)?(?:{NAME_HEADS}|名称)?", shape=Shape.NAME),
        Field("co_id", "共有人身份证号", rf"共有(?:权利?)?人(?:的)?(?:{ID_HEADS})", shape=Shape.ID),
        Field(
            "detail",
            "坐落",
            r"(?:房屋|不动产|房产|土地|物业)?(?:坐落|座落|坐落地址|座落地址|坐落位置|地址|位置|坐落地)|楼盘名称|小区名称",
            tells=4,
        ),
        Field(
            "area", "建筑面积", r"(?:房屋|建筑|建筑总|住房|登记|专有)?面积(?:M2|㎡|平方米)?", tells=3, shape=Shape.MONEY
        ),
        Field(
            "label",
            "用途",
            r"(?:房屋|规划|设计|登记|土地)*用途",
            tells=3,
        ),
        Field("label", "用途", r"(?:房屋|规划|设计|登记|土地|房产|不动产)?(?:性质|类型|类别)|权利类型"),
        Field(
            "on_date",
            "登记时间",
            r"(?:登记|登记交易|发证|登簿|交易|购买|购房|备案|取得|签约|网签)(?:日期|时间)|(?:合同)?备案时间",
            shape=Shape.DATE,
        ),
        Field(
            "certificate",
            "产权证号",
            r"(?:不动产权?|房产|产权|房屋所有权|权证|不动产单元)(?:证书?)?(?:证)?(?:号码?|编号)|不动产单元号|权证号",
            tells=4,
            keep=False,
        ),
        Field("state", "权利状态", r"(?:权利|登记|产权|不动产)?状态"),
        Field(
            "price",
            "登记价值",
            r"(?:登记|交易|成交|评估|合同)(?:价值|价格|价|金额)|套数|住房套数|交易性质|(?:房屋|房产|不动产)?(?:性质|类型|类别)|权利类型|共有(?:情况|方式)|幢号|户号|房号",
            keep=False,
        ),
        *COMMON,
    ),
    (_SOMEONE | {"co_name", "co_id"}, frozenset({"detail", "area", "certificate"})),
    r"不动产|房产|房屋|住房|产权",
)

BUSINESSES = SheetKind(
    "businesses",
    "市场主体登记信息",
    (
        *_person(r"经营者|法定代表人|法人代表|法人|负责人|投资人|股东|业主|经营人|企业负责人|出资人|自然人"),
        Field(
            "detail",
            "名称",
            r"(?:市场主体|企业|个体户?|字号|商户|店铺|单位|主体|公司|个体工商户|工商户|合作社)?(?:名称|字号)|企业名|店名|商号|公司名",
            tells=3,
        ),
        Field(
            "label",
            "登记状态",
            r"(?:登记|经营|营业|企业|主体|注册|存续|市场主体|工商)?(?:状态|状况)|是否注销",
            tells=4,
        ),
        Field(
            "on_date",
            "成立日期",
            r"(?:成立|注册|登记|核准|开业|设立|发照)(?:日期|时间)",
            tells=1,
            shape=Shape.DATE,
        ),
        Field(
            "code",
            "统一社会信用代码",
            r"(?:统一)?(?:社会)?信用代码|注册号|营业执照(?:注册)?号?码?|工商注册号|执照号",
            tells=5,
            keep=False,
        ),
        Field(
            "capital",
            "注册资金",
            r"(?:注册|出资|投资)(?:资金|资本|额|金额)(?:数额)?|经营范围|行业(?:门类|类别|名称)?|经营场所|"
            r"(?:企业|主体|市场主体)类型|持股比例|登记机关|任职|注销日期|类型|职务",
            tells=2,
            keep=False,
        ),
        *COMMON,
    ),
    (_SOMEONE, frozenset({"detail", "code"}), frozenset({"label", "code", "capital", "on_date"})),
    r"市场主体|工商|个体|企业|营业执照",
)

PENSIONS = SheetKind(
    "pensions",
    "养老金领取人员",
    (
        *_person(r"领取人|待遇领取人|参保人员?|领取人员|离?退休人员|离休人员|享受人员?|待遇人员"),
        Field(
            "label",
            "险种",
            r"(?:养老)?(?:保险)?险种(?:类型|名称|类别)?|(?:养老保险|保险|养老金|参保|待遇)(?:类型|种类|类别)|养老保险类型",
            tells=6,
        ),
        Field(
            "amount_fen",
            "月待遇",
            r"(?:每?月|月均)?(?:养老|退休|基本养老|养老保险)?(?:金|待遇|退休金|养老金)(?:金额|标准|发放额|总额|水平|额)?"
            r"|(?:月)?(?:领取|发放)(?:养老金|待遇)?(?:金额|标准)|(?:当前|现)?月?待遇(?:发放|享受|领取)?(?:标准|金额)?|月领取额|月标准",
            tells=4,
            shape=Shape.MONEY,
        ),
        Field(
            "on_date",
            "待遇开始时间",
            r"(?:待遇|养老金|退休|领取|享受|发放)+(?:待遇)?(?:开始|起始)?(?:日期|时间|年月)|首次(?:领取|享受)(?:时间|年月|日期)|离?退休(?:时间|日期|年月)",
            tells=1,
            shape=Shape.DATE,
        ),
        Field(
            "state",
            "状态",
            r"(?:领取|待遇|发放|参保)?状态",
        ),
        Field(
            "payer",
            "发放单位",
            r"经办机构|(?:原?工作)?单位(?:名称)?|发放银行|养老金账号|(?:发放|统计)(?:年月|日期|月份)",
            keep=False,
        ),
        *COMMON,
    ),
    (_SOMEONE, frozenset({"label", "amount_fen"})),
    r"养老|退休|社保|城乡居保",
    strong=r".*待遇.*|.*养老.*|险种.*",
)

_RECIPIENT = r"户主|户名|领取人|账户|收款人|开户人|低保户主?|低保对象|收款户|账户名|享受人|持卡人|户主户|对象"
_ACCOUNT = Field(
    "account_no",
    "账号",
    r"(?:收款|银行|发放|开户|低保|惠农|一卡通|一折通|存折|社保卡|惠民|个人|入账)*"
    r"(?:账号|账户|卡号|账户号码?|账卡号|卡折号|账号卡号|一卡通|一折通|存折)(?:号码?)?",
    shape=Shape.ACCOUNT,
)
_BANK = Field("bank", "开户银行", r"(?:开户|代发|发放)?(?:银行|行|金融机构|网点)(?:名称)?", keep=False)

# Whose account it is: the person, where nobody else is named.
_ACCOUNT_NAME = Field("name", "姓名", r"(?:银行)?(?:账户|开户|账号)(?:名称?|姓名)", shape=Shape.NAME)

PAYMENTS = SheetKind(
    "payments",
    "低保金代发明细",
    (
        *_person(_RECIPIENT),
        _ACCOUNT_NAME,
        _ACCOUNT,
        # What was paid out, where what was due stands beside it.
        Field(
            "amount_fen",
            "金额",
            r"(?:本?月|本期|当月|本次)?(?:实发|实付|实领|实际(?:发放|代发|支付|领取|打卡))(?:低保|救助|保障)?(?:金|款|资金)?(?:金额|合计|总额|数|额)?",
            tells=3,
            shape=Shape.MONEY,
        ),
        Field(
            "amount_fen",
            "金额",
            r"(?:本?月|本期|当月|本次)?(?:实际|应)?(?:代发|发放|实发|应发|打卡|拨付|领取|转账|入账|交易|支付|发放合计)?"
            r"(?:低保|救助|保障|补助|补差)?(?:金|金额|金额合计|资金|款)?(?:金额|合计|总额|总计|额)",
            tells=3,
            shape=Shape.MONEY,
        ),
        # The name of the money alone, where no column is called a sum or an amount.
        Field(
            "amount_fen",
            "金额",
            r"(?:本?月|本期|当月)?(?:实际|应|实)?(?:代发|发放|发|领取?|打卡)?(?:低保|救助|保障|补助|补差)(?:金|款|资金)数?",
            tells=3,
            shape=Shape.MONEY,
        ),
        Field(
            "label",
            "代发结果",
            r"(?:代发|发放|打卡|交易|处理|入账|转账|支付|到账)(?:结果|状态|情况|标志|是否成功)|结果|状态|失败原因|是否成功",
            tells=5,
        ),
        Field(
            "on_date",
            "发放年月",
            r"(?:代发|发放|打卡|入账|交易|支付|所属)(?:年月|月份|日期|时间|月|期)|月份|年月",
            tells=2,
            shape=Shape.DATE,
        ),
        Field("batch", "批次", r"(?:代发|发放|打卡)?(?:批次|批号|批次号)(?:号码?|编号)?", tells=1),
        _BANK,
        # Whoever signs for money on the sheet was paid by it, whatever else it tells of the household (DOMAIN §15.6).
        Field("signed", "领款签字", r"领款(?:人)?(?:签[字名]?章?|时间|日期).*|签领.*", tells=6, keep=False),
        Field(
            "parts",
            "分项",
            r"保障人[口数]{1,2}|(?:分类施保|保障|重点救助|残疾人救助|家庭补差).*金?|领款人签[字章]*|领款(?:人)?(?:时间|日期|签[字章名]*)|户?人数|残疾人数|.*救助\d+元|失败原因|低保证号?|签[字名章]+|摘要|用途|附言|币种",
            tells=1,
            keep=False,
        ),
        *COMMON,
    ),
    (_SOMEONE, frozenset({"amount_fen"}), frozenset({"account_no", "label", "on_date", "parts"})),
    r"代发|发放|打卡|发放明细|发放表|发放花名册|拨付",
    strong=r"(?:本月|本期|当月)?(?:代发|发放|打卡|实发|应发|拨付)(?:金额|合计|总额|结果|状态|年月|月份|情况|金)+|领款.*|签领.*",
    strong_titles=r"^(?!.*(?:工资|薪|养老|退休|社保|待遇)).*(?:代发|打卡|发放(?:明细|表|清单|名单|单|花名册|名册)|支付(?:明细|清单))",
)

# `3月支取`, `2017年3月份领取情况`, `201703`; the month is read from the head.
MONTH_HEAD = (
    r"(?:(?P<year>20\d{2})[年.\-/]?(?P<dated>0?[1-9]|1[0-2])月?|(?P<month>0?[1-9]|1[0-2]|十[一二]?|[一二三四五六七八九])月)份?"
    r"(?:是否|有无)?(?:已)?(?:支取|领取|取款|支出|支用|取现)?(?:情况|记录|状态|与否|金额|次数|标志)?"
)
WITHDRAWALS = SheetKind(
    "withdrawals",
    "账户支取情况",
    (
        *_person(_RECIPIENT),
        _ACCOUNT_NAME,
        _ACCOUNT,
        Field("months", "逐月支取", MONTH_HEAD, tells=4),
        Field(
            "last_day",
            "最近支取日期",
            r"(?:最近|最后|末次|上次|最近一次|最后一次)(?:一次|一笔)?(?:支取|领取|取款|取现|交易|动账)(?:的)?(?:日期|时间|年月|月份)",
            tells=4,
            shape=Shape.DATE,
        ),
        Field(
            "idle_months",
            "未支取月数",
            r"(?:已|连续|累计)*(?:未|没有?)(?:支取|领取|取款|动账)(?:的)?(?:月数|月份数|个月数|时长|期数)(?:个月?)?",
            tells=4,
            shape=Shape.COUNT,
        ),
        Field(
            "idle",
            "三个月未支取",
            r"(?:是否)?(?:已)?(?:连续)?(?:3|三)个?月(?:及?以上)?(?:是否)?(?:未|没有?)(?:支取|领取|取款)(?:情况)?",
            tells=4,
            shape=Shape.FLAG,
        ),
        Field("month", "月份", r"(?:支取|领取|取款|所属)?(?:月份|年月)", tells=1, shape=Shape.DATE),
        Field(
            "collected",
            "是否支取",
            r"(?:当月|本月)?(?:是否|有无)(?:已)?(?:支取|领取|取款)|(?:支取|领取|取款)(?:情况|状态|与否)",
            tells=4,
            shape=Shape.FLAG,
        ),
        Field(
            "collected",
            "支取金额",
            r"(?:当月|本月)?(?:支取|领取|取款)(?:的)?金额",
            tells=2,
            shape=Shape.MONEY,
        ),
        _BANK,
        Field(
            "balance",
            "余额",
            r"(?:账户|当前)?余额|(?:最近|最后)(?:一次)?(?:支取|领取|取款|交易)金额",
            tells=1,
            keep=False,
        ),
        *COMMON,
    ),
    (
        frozenset({"name", "id_number", "account_no"}),
        frozenset({"months", "collected", "last_day", "idle_months", "idle"}),
    ),
    r"支取|领取情况|取款|未支取|未领取",
    many=frozenset({"months"}),
)

LISTS = (DEATHS, VEHICLES, PAYROLL, REAL_ESTATE, BUSINESSES, PENSIONS, PAYMENTS, WITHDRAWALS)
