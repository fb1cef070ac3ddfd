"""The patterns that find candidates for amounts, and those that step over what is none.

A numeral begins with one of `NUMERAL_CHARACTERS`; `NUMBER` then reads it there. `NO_AMOUNT`
is tried first, on Arabic digits, and takes dates, clock times, document numbers,
telephone numbers and versions out of the way as wholes.
"""

import re

from zhextract.expressions import rarely
from zhextract.numerals import ARABIC, CHINESE

__all__ = [
    "CLAUSE",
    "CONNECTOR",
    "FRACTION",
    "NO_AMOUNT",
    "NUMBER",
    "NUMERAL_CHARACTERS",
    "ORDINALS",
    "PART",
    "PROPORTION",
    "PROPORTION_LEAD",
    "RANK_VERB",
    "SCALE",
    "SLASHED",
    "TABLE_UNIT",
]

# The first character of a numeral, of either script; 几 and 数 only before a multiplier, 半 for itself; 对 in 对折.
NUMERAL_CHARACTERS = "0-9零〇一二三四五六七八九十百千万亿两廿卅半壹贰叁肆伍陆柒捌玖拾佰仟几数对"

# A numeral, and behind a gap its multiplier: 20.11 亿. Signs are looked for by the reader.
# 15k元 is written so in chats; 半 is half a unit (半公升), never the 半 of 半年.
NUMBER = re.compile(
    rf"{ARABIC}(?:[ \u00a0]{{1,2}}[十百千]?[万亿]{{1,2}}|\s?[kKwW](?=[元个块美港欧日英])|w(?=[元块上左以，。、~]|$))?|{CHINESE}|半(?=[成公升米斤吨亩元个小天日加毫厘千匙汤茶]|年了)|个半(?=小时|钟|月)|分半(?=钟)|几(?=[家名位项种类条批件起座户份所只辆](?![年月日天])|个(?![月小年季星工交]))"
)

# 百分之三, 千分之 2.5, 三分之二, 百分之负六十; what stands before 分之 has been read as the numeral.
FRACTION = rarely(
    rf"\s?分(?:之|(?=一(?:公升|升|加仑|汤匙|茶匙)))\s?(?P<sign>[-−负]?)(?P<part>{ARABIC}(?:\s?[kK](?![A-Za-z]))?|{CHINESE})"
)

# Steps over: 2024-02-06, 2024.5, 2023年12月, 24年1月, 5月3日, 1—11月, 2月6, 16:30, 3:2, 20时30分, 12点半, 021-50121039,
# 127.0.0.1, 2019-2023年, 2018-00227, 12号, 3.5亿 is not stepped over.
# What goes on otherwise behind its figure, or behind the only point in it, is let go at the first look.
NO_AMOUNT = re.compile(
    r"(?=[0-9]++[-./,:：∶—–~～－至到、和及年月号时点A-Za-z\s])(?![0-9]{1,3}\.[0-9]++(?![.:：∶]))(?:"
    r"(?:[12][0-9]{3}(?![.])|(?:19|20)[0-9]{2})(?P<dash>[-./])[01]?[0-9](?:(?P=dash)[0-3]?[0-9]|(?<![.][0-9])(?<![.][0-9]{2})|(?![\u4e00-\u9fffA-Za-z]))(?![0-9.%％万亿‰元倍个])"
    r"|(?:19|20)[0-9]{2}\s?[-—–~～－至到、和及/]{1,2}\s?(?:(?:19|20)[0-9]{2}|[0-9]{2})\s?(?:[年EAHQ]|学年|财年)"
    r"|(?:1[0-9]|20|21)[0-9]{2}\s?年(?:[-—–~～－至到]{1,2}(?=[0-9]{1,2}月))?(?:[01]?[0-9]月(?:[0-3]?[0-9]日)?)?"
    r"|[0-9]{2}年(?=[0-9]{1,2}月|[1-4]?[QqHh]|一季度|二季度|三季度|四季度|上半年|下半年|[前]?三季度|全年|底|末|初|年报|财年)"
    r"|[01]?[0-9](?:[-—–~～－至到、和及]{1,2}[01]?[0-9]){0,12}\s?月(?:份|[0-3]?[0-9](?:[-—–~～－至到、和及]{1,2}[0-3]?[0-9]){0,12}(?:[日号]|(?![0-9.%％℃万亿∼~～]))|底|末|初|(?![0-9]))"
    r"|[0-3]?[0-9](?:[-—–~～－至到、和及]{1,2}[0-3]?[0-9]){0,12}号"
    r"|[0-2]?[0-9]\s?[时点](?:[0-5]?[0-9]分?|半|整|许|[-—–~～－至到]{1,2}[0-2]?[0-9][时点]?)(?![0-9%])"
    r"|[0-9]+(?:\.[0-9]+)?(?:[:：∶][0-9]+(?:\.[0-9]+)?)+"
    r"|[0-9]{1,3}(?:,?[0-9]{3}){0,8}(?:\.[0-9]+){2,}"
    r"|[0-9]{1,3}(?:,[0-9]{3}){0,8},[0-9]{4,}(?:\.[0-9]+)?"
    r"|[0-9]{3,4}-[0-9]{7,8}(?![0-9])"
    r"|[0-9]{4}-[0-9]{5}(?![0-9])"
    r"|[0-9]+[A-Za-z]+[0-9]+[0-9A-Za-z]*(?!%))"
)

# 1/4的面积, 超过2/3, 约1/3企业: a share written as a fraction; no date, no list.
SLASHED = rarely(
    r"([1-9])/([1-9][0-9]?)(?:(?=的|以上|左右|强|弱|[，。；])"
    r"|(?:(?<=[约近过占有]./.)|(?<=[约近过占有]./..))(?=[\u4e00-\u9fff])(?![月日号级期线版层]))"
)

# Between the members of a list or the ends of a range that share a unit: 0.3和1.4, 5—10, 3、5、8, 90%~95%, 1万(含)-5万;
# 下降0.3和提高1.4个百分点, too.
CONNECTOR = re.compile(
    r"[ \u00a0]{0,2}(?:[(（](?:含|不含|含本数)[)）])?[ \u00a0]{0,2}(?:(?P<range>[-—–－―~～∼至到]{1,3}|→)|(?P<list>[、/,，;；和及与或]|[和及与](?:提[升高]|下降|上升|增[长加]|降低|回落|减少)|以及|或者|甚至))[ \u00a0]{0,2}"
)

# Where the unit of a flattened table stands: 单位：万元, (单位：亿美元), 单位:%, 人民币百万元，百分比除外
# (what may stand before 人民币 is looked at behind its first character, so that the search jumps to it).
TABLE_UNIT = re.compile(
    r"(?:单位\s?[:：]\s?(?:人民币)?\s?|人(?:(?<=[(（\n].)|(?<!(?s:..)))民币(?=[十百千万亿]{1,2}元[,，)）\n]))"
    r"(?P<scale>[十百千]?[万亿]?)(?P<unit>[^\s、，。；;,()（）]{1,8})"
)

# The multiplier that a numeral ends with.
SCALE = rarely(r"(?:(?<=[0-9])[十百千])?[万亿兆]{1,2}$|(?<=[0-9一二三四五六七八九])[千百仟佰kKw]$")

# What a reported rank stands behind: 居全国第3位, 排名第三, 位列全省第二, 并列第8.
RANK_VERB = rarely(
    r"(?:(?:居|列|排名?|名次|跃升|升至|升到|位于|获|夺得|排在)[^，。；、,;:：\n0-9第]{0,8}"
    r"|(?:全[国球省市区县]|世界|亚洲|国内|省内|行业)[^，。；、,;:：\n0-9第]{0,2})$"
)
# 1:3, 1.5∶1, 3.1:45.2:51.7, in a place where a proportion is given.
PROPORTION = rarely(r"[0-9]+(?:\.[0-9]+)?(?:[:：∶][0-9]+(?:\.[0-9]+)?){1,6}")
PART = re.compile(r"[0-9]+(?:\.[0-9]+)?")
PROPORTION_LEAD = rarely(
    r"(?:比例|比值|配比|之比|比率|师生比|性别比|容积比|比|结构|构成)(?:约?[为是]|达到?|约|按|控制在|由|(?:调整|优化|提高)?[为到至])?\s?$"
)
# 第1~20条, 第三、四季度: ordinals in a row.
ORDINALS = rarely(rf"(?:\s?[-—–~～至到、和及]\s?第?(?:{ARABIC}|{CHINESE}))+")

# The end of a clause, where a hedge that stands apart cannot reach over.
CLAUSE = re.compile(r"[，。；！？、：,;!?\n\t()（）“”\"0-9]")
