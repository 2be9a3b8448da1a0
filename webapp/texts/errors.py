"""Errors in words for those who write programs: by language and status, a title and a detail."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias


class Words(NamedTuple):
    title: str
    detail: str


# More is asked than can be answered; the servers that hold the index do not answer; one search takes
# too long.
Passing: TypeAlias = Literal["busy", "unreachable", "slow"]

# What programmers read when they ask for no language of ours.
FALLBACK = "en"
_ENGLISH = {
    400: Words("Bad Request", "The request cannot be understood."),
    404: Words("Not Found", "There is nothing at this address."),
    405: Words("Method Not Allowed", "Only GET and HEAD are accepted."),
    406: Words("Not Acceptable", "There is no answer here in a format that `Accept` admits."),
    410: Words(
        "Gone",
        "The build of the index that this cursor belongs to is gone. Start the search again.",
    ),
    413: Words("Content Too Large", "Requests have no content here."),
    414: Words("URI Too Long", "The address is longer than is accepted."),
    422: Words("Unprocessable Content", "Some parameters cannot be used."),
    429: Words(
        "Too Many Requests", "Too many requests from this address; wait as Retry-After says."
    ),
    431: Words("Request Header Fields Too Large", "The headers are longer than is accepted."),
    500: Words("Internal Server Error", "An unexpected error, which was logged."),
    501: Words("Not Implemented", "The request needs what this server does not do."),
    503: Words("Service Unavailable", "There is no index that can be served."),
}
_ARABIC = {
    400: Words("طلب غير مفهوم", "تعذّر فهم الطلب."),
    404: Words("غير موجود", "لا شيء في هذا العنوان."),
    405: Words("طريقة غير مقبولة", "لا تُقبل إلا طلبات GET وHEAD."),
    406: Words("صيغة غير متاحة", "ليس لهذا العنوان جواب بصيغة تقبلها ترويسة Accept."),
    410: Words("لم يعد متاحًا", "زالت نسخة الفهرس التي ينتمي إليها هذا المؤشر. ابدأ البحث من أوله."),
    413: Words("المحتوى كبير", "لا حاجة إلى محتوى في الطلبات هنا."),
    414: Words("العنوان طويل", "العنوان أطول مما يُقبل."),
    422: Words("معاملات غير صالحة", "في الطلب معاملات لا يمكن استعمالها."),
    429: Words("طلبات كثيرة", "وصلت من هذا العنوان طلبات كثيرة؛ انتظر ما تحدده Retry-After."),
    431: Words("الترويسات طويلة", "ترويسات الطلب أطول مما يُقبل."),
    500: Words("خطأ في الخادم", "وقع خطأ غير متوقع، وقد سُجِّل."),
    501: Words("غير مدعوم", "يحتاج الطلب إلى ما لا يقدمه هذا الخادم."),
    503: Words("الخدمة غير متاحة", "لا يوجد فهرس يمكن البحث فيه."),
}
_CHINESE = {
    400: Words("错误请求", "无法理解此请求。"),
    404: Words("未找到", "此地址没有内容。"),
    405: Words("不允许的方法", "仅接受 GET 和 HEAD 请求。"),
    406: Words("没有可接受的格式", "没有符合 Accept 标头的格式。"),
    410: Words("已不存在", "此游标所属的索引版本已不存在。请从头开始搜索。"),
    413: Words("内容过大", "此处的请求无需附带内容。"),
    414: Words("网址过长", "网址超出可接受的长度。"),
    422: Words("参数无效", "部分参数无法使用。"),
    429: Words("请求过多", "来自此地址的请求过多，请按 Retry-After 等待。"),
    431: Words("请求头过长", "请求头超出可接受的长度。"),
    500: Words("服务器错误", "发生意外错误，已记入日志。"),
    501: Words("未实现", "此服务器不支持该请求。"),
    503: Words("服务不可用", "没有可供搜索的索引。"),
}
_BUSY = {
    "en": "The server is busy; try again as Retry-After says.",
    "ar": "الخادم مشغول؛ أعد المحاولة بعد ما تحدده Retry-After.",
    "zh": "服务器繁忙，请按 Retry-After 稍后重试。",
}
_UNREACHABLE = {
    "en": "The OpenSearch cluster that holds the index does not answer in full; look at the cluster. "
    "Try again as Retry-After says.",
    "ar": "لا يجيب عنقود OpenSearch الذي يحفظ الفهرس كاملًا؛ انظر في العنقود. أعد المحاولة بعد ما تحدده Retry-After.",
    "zh": "存放索引的 OpenSearch 集群没有完整应答，请检查集群。请按 Retry-After 稍后重试。",
}
_SLOW = {
    "en": "The search took too long; search for fewer or rarer words, or try again as Retry-After says.",
    "ar": "طال البحث أكثر مما ينبغي؛ ابحث بكلمات أقل أو أندر، أو أعد المحاولة بعد ما تحدده Retry-After.",
    "zh": "搜索耗时过长；请使用更少或更少见的词，或按 Retry-After 稍后重试。",
}
_PASSING: Mapping[Passing, Mapping[str, str]] = MappingProxyType(
    {"busy": _BUSY, "unreachable": _UNREACHABLE, "slow": _SLOW}
)
_RUN = {"en": "Run `{}`.", "ar": "شغّل: `{}`", "zh": "请运行 `{}`。"}
_ALL: Mapping[str, Mapping[int, Words]] = MappingProxyType(
    {"en": _ENGLISH, "ar": _ARABIC, "zh": _CHINESE}
)
STATUSES = tuple(_ENGLISH)


def words(language: str, status: int, mend: str = "") -> Words:
    """Title and detail of a status; `mend` is a command that helps. One without words of its own is
    told as its class."""
    known = _ALL[language]
    title, detail = known.get(status) or known[400 if status < 500 else 500]
    return Words(title, f"{detail} {_RUN[language].format(mend)}" if mend else detail)


def causes(language: str, status: int) -> list[Words]:
    """All that a status is said of."""
    known = [words(language, status)]
    return [*known, *(passing(language, each) for each in _PASSING)] if status == 503 else known


def passing(language: str, trouble: Passing) -> Words:
    """What is said of a trouble that passes."""
    return Words(_ALL[language][503].title, _PASSING[trouble][language])
