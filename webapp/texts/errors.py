"""Errors in words for those who write programs: by language and status, a title and a detail."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, get_args

from webapp.texts.tables import STATUS_NAMES, status_name


class Words(NamedTuple):
    title: str
    detail: str


# More is asked than can be answered; the servers that hold the index do not answer; its folder cannot be
# read; it is newer than the server, and not for it; one search takes too long.
Passing: TypeAlias = Literal["busy", "unreachable", "unreadable", "outdated", "slow"]
PASSING: tuple[Passing, ...] = get_args(Passing)


class _Errors(NamedTuple):
    """The words of one language; of what passes the details alone. ``run`` names a command that helps, ``run_there``
    one that must be told the folder of the index: it is not said to whoever asks."""

    bad_request: Words
    not_found: Words
    method: Words
    form: Words
    gone: Words
    content: Words
    address: Words
    parameters: Words
    often: Words
    headers: Words
    server: Words
    unsupported: Words
    unavailable: Words
    busy: str
    unreachable: str
    unreadable: str
    outdated: str
    slow: str
    run: str
    run_there: str

    def of(self, status: int) -> Words:
        """What is said of a status."""
        words: Words = getattr(self, status_name(status, self._fields))
        return words


STATUSES = tuple(STATUS_NAMES)

# What programmers read when they ask for no language of ours.
FALLBACK = "en"
_ENGLISH = _Errors(
    bad_request=Words("Bad Request", "The request cannot be understood."),
    not_found=Words("Not Found", "There is nothing at this address."),
    method=Words("Method Not Allowed", "Only GET and HEAD are accepted."),
    form=Words("Not Acceptable", "There is no answer here in a format that `Accept` admits."),
    gone=Words(
        "Gone",
        "The build of the index that this cursor belongs to is gone. Start the search again.",
    ),
    content=Words("Content Too Large", "The content is longer than is accepted."),
    address=Words("URI Too Long", "The address is longer than is accepted."),
    parameters=Words("Unprocessable Content", "Some parameters cannot be used."),
    often=Words(
        "Too Many Requests", "Too many requests from this address; wait as Retry-After says."
    ),
    headers=Words("Request Header Fields Too Large", "The headers are longer than is accepted."),
    server=Words("Internal Server Error", "An unexpected error, which was logged."),
    unsupported=Words("Not Implemented", "The request needs what this server does not do."),
    unavailable=Words("Service Unavailable", "There is no index that can be served."),
    busy="The server is busy; try again as Retry-After says.",
    unreachable="The OpenSearch cluster that holds the index does not answer in full; look at the cluster. Try again as Retry-After says.",
    unreadable="The folder of the index cannot be read; the log of the server says why.",
    outdated="The index was built with other names or by another version since this server was started; restart the server.",
    slow="The search took too long; search for fewer or rarer words, or try again as Retry-After says.",
    run="Run `{}`.",
    run_there="Run `{}` with the same --index as this server.",
)
_ARABIC = _Errors(
    bad_request=Words("طلب غير مفهوم", "تعذّر فهم الطلب."),
    not_found=Words("غير موجود", "لا شيء في هذا العنوان."),
    method=Words("طريقة غير مقبولة", "لا تُقبل إلا طلبات GET وHEAD."),
    form=Words("صيغة غير متاحة", "ليس لهذا العنوان جواب بصيغة تقبلها ترويسة Accept."),
    gone=Words("لم يعد متاحًا", "زالت نسخة الفهرس التي ينتمي إليها هذا المؤشر. ابدأ البحث من أوله."),
    content=Words("المحتوى كبير", "المحتوى أطول مما يُقبل."),
    address=Words("العنوان طويل", "العنوان أطول مما يُقبل."),
    parameters=Words("معاملات غير صالحة", "في الطلب معاملات لا يمكن استعمالها."),
    often=Words("طلبات كثيرة", "وصلت من هذا العنوان طلبات كثيرة؛ انتظر ما تحدده Retry-After."),
    headers=Words("الترويسات طويلة", "ترويسات الطلب أطول مما يُقبل."),
    server=Words("خطأ في الخادم", "وقع خطأ غير متوقع، وقد سُجِّل."),
    unsupported=Words("غير مدعوم", "يحتاج الطلب إلى ما لا يقدمه هذا الخادم."),
    unavailable=Words("الخدمة غير متاحة", "لا يوجد فهرس يمكن البحث فيه."),
    busy="الخادم مشغول؛ أعد المحاولة بعد ما تحدده Retry-After.",
    unreachable="لا يجيب عنقود OpenSearch الذي يحفظ الفهرس كاملًا؛ انظر في العنقود. أعد المحاولة بعد ما تحدده Retry-After.",
    unreadable="تتعذّر قراءة مجلد الفهرس؛ سجلّ الخادم يذكر السبب.",
    outdated="بُني الفهرس بعد تشغيل هذا الخادم بأسماء أخرى أو بإصدار آخر؛ أعد تشغيل الخادم.",
    slow="طال البحث أكثر مما ينبغي؛ ابحث بكلمات أقل أو أندر، أو أعد المحاولة بعد ما تحدده Retry-After.",
    run="شغّل: `{}`",
    run_there="شغّل: `{}` مع الخيار --index نفسه الذي يعمل به هذا الخادم.",
)
_CHINESE = _Errors(
    bad_request=Words("错误请求", "无法理解此请求。"),
    not_found=Words("未找到", "此地址没有内容。"),
    method=Words("不允许的方法", "仅接受 GET 和 HEAD 请求。"),
    form=Words("没有可接受的格式", "没有符合 Accept 标头的格式。"),
    gone=Words("已不存在", "此游标所属的索引版本已不存在。请从头开始搜索。"),
    content=Words("内容过大", "内容超出可接受的长度。"),
    address=Words("网址过长", "网址超出可接受的长度。"),
    parameters=Words("参数无效", "部分参数无法使用。"),
    often=Words("请求过多", "来自此地址的请求过多，请按 Retry-After 等待。"),
    headers=Words("请求头过长", "请求头超出可接受的长度。"),
    server=Words("服务器错误", "发生意外错误，已记入日志。"),
    unsupported=Words("未实现", "此服务器不支持该请求。"),
    unavailable=Words("服务不可用", "没有可供搜索的索引。"),
    busy="服务器繁忙，请按 Retry-After 稍后重试。",
    unreachable="存放索引的 OpenSearch 集群没有完整应答，请检查集群。请按 Retry-After 稍后重试。",
    unreadable="无法读取索引所在的文件夹；原因见服务器日志。",
    outdated="本服务器启动之后，索引已用其他名称或由其他版本重新建立；请重启服务器。",
    slow="搜索耗时过长；请使用更少或更少见的词，或按 Retry-After 稍后重试。",
    run="请运行 `{}`。",
    run_there="请运行 `{}`，并使用与本服务器相同的 --index。",
)
_ALL: Mapping[str, _Errors] = MappingProxyType({"en": _ENGLISH, "ar": _ARABIC, "zh": _CHINESE})


def words(language: str, status: int, mend: str = "", *, aimed: bool = False) -> Words:
    """Title and detail of a status; `mend` is a command that helps, `aimed` whether it must be told a folder."""
    known = _ALL[language]
    title, detail = known.of(status)
    run = known.run_there if aimed else known.run
    return Words(title, f"{detail} {run.format(mend)}" if mend else detail)


def causes(status: int) -> list[Words]:
    """All that a status is said of, in the language of those who write programs."""
    known = [words(FALLBACK, status)]
    return [*known, *(passing(FALLBACK, each) for each in PASSING)] if status == 503 else known


def passing(language: str, trouble: Passing) -> Words:
    """What is said of a trouble that passes."""
    known = _ALL[language]
    detail: str = getattr(known, trouble)
    return Words(known.unavailable.title, detail)
