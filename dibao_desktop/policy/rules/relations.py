"""Which family relations make someone step aside (回避).

The near relatives are those of 民发〔2012〕220号 art.14: spouse, parents, children, brothers and sisters, grandparents and
grandchildren. Some places use a wider circle with in-laws, uncles and cousins. The texts are those of GB/T 4761 and of
the drop-downs of civil-affairs workbooks (DOMAIN §16.3); a combined text such as 子/婿 counts as near, because it may be.
"""

from __future__ import annotations

from dibao_desktop.domain import text

_NEAR_TEXTS = """
    配偶 夫妻 夫 妻 丈夫 妻子 爱人
    子女 子 女 儿子 女儿 独生子 独生女 长子 次子 三子 四子 五子 长女 次女 三女 四女 五女 其他儿子 其他女儿
    养子 养女 继子 继女 养子或继子 养女或继女 子/婿 女/媳
    父母 父亲 母亲 父 母 父子 父女 母子 母女 继父 继母 养父 养母 继父或养父 继母或养母 父母/岳父母/公婆
    兄弟姐妹 兄弟 姐妹 兄妹 姐弟 兄 弟 姐 妹 哥哥 弟弟 姐姐 妹妹
    祖父母 祖父 祖母 爷爷 奶奶 外祖父母 外祖父 外祖母 外公 外婆 祖父母或外祖父母 (外)祖父母 祖孙
    孙子女 孙子 孙女 孙 外孙子女 外孙子 外孙女 外孙 孙子女/外孙子女 (外)孙子女
"""
_WIDER_TEXTS = """
    女婿 儿媳 媳妇 孙媳妇 孙女婿 外孙媳妇 外孙女婿 孙媳妇或外孙媳妇 孙女婿或外孙女婿
    公婆 公公 婆婆 岳父母 岳父 岳母 配偶的父母 配偶的祖父母或外祖父母 配偶的兄弟姐妹 曾祖父 曾祖母 曾孙子 曾孙女
    嫂 嫂子 弟媳 弟妹 姐夫 妹夫 伯父 伯母 叔父 叔叔 婶母 舅父 舅舅 舅母 姨父 姨母 姑父 姑母 姑姑
    堂兄弟姐妹 堂兄 堂弟 堂姐 堂妹 表兄弟姐妹 表兄 表弟 表姐 表妹 侄子 侄女 外甥 外甥女
"""
NEAR = frozenset(_NEAR_TEXTS.split())
WIDER = frozenset(_WIDER_TEXTS.split())
# What a pack may write instead of the single texts.
SETS = {"近亲属": NEAR, "近亲属和姻亲旁系亲属": NEAR | WIDER}
KNOWN = NEAR | WIDER


def relation_text(written: str) -> str:
    """A relation as the sets above write it: no spaces, half-width brackets."""
    return text.compact(written)
