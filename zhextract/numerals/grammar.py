"""What a numeral looks like: the sources of the patterns that find one.

`ARABIC`, `CHINESE` and `NUMERAL` are regex sources without groups, to be embedded
in larger patterns (a date, an amount); a match of any of them can be given to
`parse_numeral`. They take in 几, 数, 余, 多 where these stand inside the numeral
(3000多万, 十几亿), and no sign.
"""

__all__ = ["ARABIC", "CHINESE", "CHINESE_DIGIT", "CHINESE_START", "NUMERAL"]

# A digit of either script, as it is spoken (幺 on the telephone) or written on a cheque.
CHINESE_DIGIT = "零〇○一二三四五六七八九两俩仨幺壹贰叁肆伍陆柒捌玖"
_UNITS = "十百千拾佰仟廿卅"
_GROUPS = "万亿兆"

# The characters a Chinese numeral can open with; 几 and 数 only before a multiplier.
CHINESE_START = CHINESE_DIGIT + _UNITS + _GROUPS

# 1,234,567.8 · 3600 · 0.5 · 1.2×10^8; never the middle of a longer number of groups (1,2345 is 1).
_DIGITS = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)(?:\.[0-9]+)?(?:[×xX*]10\^[+-]?[0-9]+)?"

# What may follow the digits: 8.7万 · 1.5万亿 · 3千万 · 3000多万 · 8.7万余 · 3万多亿 · 3亿2000万; 千 and 百 only before
# another multiplier or a hedge, since 3千米 and 5千克 are units; never 3万里 as 3万 + 里 is the unit table's affair.
_PREFIXED = "(?![克米瓦伏赫卡帕焦牛安字比乏欧韦]|分点)"
_GROUP = f"(?:万|个?亿|兆{_PREFIXED})"
_GROUP_TAIL = rf"(?:[余多来几]?(?:[十百千]?{_GROUP}{{1,2}}(?:[余多]亿)?|[百千佰仟]{_PREFIXED}(?:[余多]?{_GROUP})?))"
# 1千零20, 3万4000: the last thousand in plain digits.
_REST = r"(?:零[0-9]{1,4}|(?<=[万亿])[1-9][0-9]{3})(?![0-9.年/-])"
ARABIC = (
    rf"{_DIGITS}(?:{_GROUP_TAIL}(?:零?[0-9]+(?:\.[0-9]+)?{_GROUP_TAIL})*(?:{_REST})?[余多]?|[余多](?![{_GROUPS}0-9]))?"
)

# A character inside a Chinese numeral: not the 百 of 百分点 that follows it, nor one behind 十, nor 千 behind tens or hundreds (一百千瓦, 十五六千米);
# nor 兆 before a unit that it enlarges (一兆瓦); 两 only before a multiplier (三十两 counts 两) or a classifier (一两个); 参 only on a cheque.
_INSIDE = (
    r"(?:[零〇○一二三四五六七八九俩仨幺壹贰叁肆伍陆柒捌玖十拾佰仟廿卅万亿]"
    rf"|兆{_PREFIXED}"
    r"|(?:(?<![十百])(?<!十[一二三四五六七八九])(?<!十[一二三四五六七八九]{2})千|(?<!十)百)(?!分[位点])|两(?=[百千万亿个家名位件次项天年种])|参(?=[拾佰仟万亿元圆角壹贰叁肆伍陆柒捌玖零]))"
)

# 三十二 · 一亿两千三百万 · 二〇二四 · 十五点二亿 · 十几万 · 数百 · 二十多万 · 三五百; 几 and 数 only before a multiplier.
CHINESE = (
    rf"(?:[几数](?=[{_UNITS}{_GROUPS}])|[{CHINESE_START}]){_INSIDE}*"
    rf"(?:[几余多来]{_INSIDE}+|几(?![{CHINESE_START}])|[余多]|来(?=[个名家人位件次天年元岁]))?"
    rf"(?:[点．][{CHINESE_DIGIT}]+(?:[{_UNITS}]?[{_GROUPS}]{{1,2}})?)?"
)

NUMERAL = f"(?:{ARABIC}|{CHINESE})"
