"""Error messages for programmers: a title and a detail, by language and status."""

from collections.abc import Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias, get_args

from webapp.texts.tables import STATUS_NAMES, status_name


class Message(NamedTuple):
    title: str
    detail: str


# Why nothing can be served at present: too many requests; the OpenSearch cluster does not respond;
# the folder of the index cannot be read; the index was built for another version; the search takes
# too long.
Outage: TypeAlias = Literal["busy", "unreachable", "unreadable", "outdated", "slow"]
_OUTAGES: tuple[Outage, ...] = get_args(Outage)


class _Errors(NamedTuple):
    """The messages of one language; outages have details only. ``run`` names a command that helps,
    ``run_with_index`` one that needs the folder of the index, which is not disclosed to clients."""

    bad_request: Message
    not_found: Message
    method: Message
    form: Message
    gone: Message
    content: Message
    address: Message
    parameters: Message
    often: Message
    headers: Message
    server: Message
    unsupported: Message
    unavailable: Message
    busy: str
    unreachable: str
    unreadable: str
    outdated: str
    slow: str
    run: str
    run_with_index: str

    def for_status(self, status: int) -> Message:
        message: Message = getattr(self, status_name(status, self._fields))
        return message


STATUSES = tuple(STATUS_NAMES)

# For programs that accept no language of ours.
FALLBACK = "en"
_ENGLISH = _Errors(
    bad_request=Message("Bad Request", "The request cannot be understood."),
    not_found=Message("Not Found", "There is nothing at this address."),
    method=Message("Method Not Allowed", "Only GET and HEAD are accepted."),
    form=Message("Not Acceptable", "This address has nothing in a format that `Accept` admits."),
    gone=Message(
        "Gone",
        "The cursor belongs to another build of the index than the current one. Start the search again.",
    ),
    content=Message("Content Too Large", "The content is too long."),
    address=Message("URI Too Long", "The address is too long."),
    parameters=Message("Unprocessable Content", "Some parameters cannot be used."),
    often=Message(
        "Too Many Requests",
        "Too many requests from this address; wait as long as Retry-After says.",
    ),
    headers=Message("Request Header Fields Too Large", "The headers are too long."),
    server=Message("Internal Server Error", "An unexpected error, which was logged."),
    unsupported=Message(
        "Not Implemented", "The request needs something that this server does not support."
    ),
    unavailable=Message("Service Unavailable", "There is no index to search."),
    busy="The server is busy; try again as Retry-After says.",
    unreachable="The OpenSearch cluster that holds the index does not respond in full; check the cluster. Try again as Retry-After says.",
    unreadable="The folder of the index cannot be read; the log of the server says why.",
    outdated="The index was built with other names or by another version since this server was started; restart the server.",
    slow="The search took too long; search for fewer or rarer words, or try again as Retry-After says.",
    run="Run `{}`.",
    run_with_index="Run `{}` with the same --index as this server.",
)
_ARABIC = _Errors(
    bad_request=Message("طلب غير مفهوم", "تعذّر فهم الطلب."),
    not_found=Message("غير موجود", "لا شيء في هذا العنوان."),
    method=Message("طريقة غير مقبولة", "لا تُقبل إلا طلبات GET وHEAD."),
    form=Message("صيغة غير متاحة", "ليس لهذا العنوان جواب بصيغة تقبلها ترويسة Accept."),
    gone=Message(
        "لم يعد متاحًا", "هذا المؤشر من نسخة من الفهرس غير النسخة الحالية. ابدأ البحث من أوله."
    ),
    content=Message("المحتوى كبير", "المحتوى أطول مما يُقبل."),
    address=Message("العنوان طويل", "العنوان أطول مما يُقبل."),
    parameters=Message("معاملات غير صالحة", "في الطلب معاملات لا يمكن استعمالها."),
    often=Message("طلبات كثيرة", "وصلت من هذا العنوان طلبات كثيرة؛ انتظر ما تحدده Retry-After."),
    headers=Message("الترويسات طويلة", "ترويسات الطلب أطول مما يُقبل."),
    server=Message("خطأ في الخادم", "وقع خطأ غير متوقع، وقد سُجِّل."),
    unsupported=Message("غير مدعوم", "يحتاج الطلب إلى ما لا يقدمه هذا الخادم."),
    unavailable=Message("الخدمة غير متاحة", "لا يوجد فهرس يمكن البحث فيه."),
    busy="الخادم مشغول؛ أعد المحاولة بعد ما تحدده Retry-After.",
    unreachable="لا يجيب عنقود OpenSearch الذي يحفظ الفهرس كاملًا؛ انظر في العنقود. أعد المحاولة بعد ما تحدده Retry-After.",
    unreadable="تتعذّر قراءة مجلد الفهرس؛ سجلّ الخادم يذكر السبب.",
    outdated="بُني الفهرس بعد تشغيل هذا الخادم بأسماء أخرى أو بإصدار آخر؛ أعد تشغيل الخادم.",
    slow="طال البحث أكثر مما ينبغي؛ ابحث بكلمات أقل أو أندر، أو أعد المحاولة بعد ما تحدده Retry-After.",
    run="شغّل: `{}`",
    run_with_index="شغّل: `{}` مع الخيار --index نفسه الذي يعمل به هذا الخادم.",
)
_CHINESE = _Errors(
    bad_request=Message("错误请求", "无法理解此请求。"),
    not_found=Message("未找到", "此地址没有内容。"),
    method=Message("不允许的方法", "仅接受 GET 和 HEAD 请求。"),
    form=Message("没有可接受的格式", "没有符合 Accept 标头的格式。"),
    gone=Message("已不存在", "此游标不属于当前的索引版本。请从头开始搜索。"),
    content=Message("内容过大", "内容超出可接受的长度。"),
    address=Message("网址过长", "网址超出可接受的长度。"),
    parameters=Message("参数无效", "部分参数无法使用。"),
    often=Message("请求过多", "来自此地址的请求过多，请按 Retry-After 等待。"),
    headers=Message("请求头过长", "请求头超出可接受的长度。"),
    server=Message("服务器错误", "发生意外错误，已记入日志。"),
    unsupported=Message("未实现", "此服务器不支持该请求。"),
    unavailable=Message("服务不可用", "没有可供搜索的索引。"),
    busy="服务器繁忙，请按 Retry-After 稍后重试。",
    unreachable="存放索引的 OpenSearch 集群没有完整应答，请检查集群。请按 Retry-After 稍后重试。",
    unreadable="无法读取索引所在的文件夹；原因见服务器日志。",
    outdated="本服务器启动之后，索引已用其他名称或由其他版本重新建立；请重启服务器。",
    slow="搜索耗时过长；请使用更少或更少见的词，或按 Retry-After 稍后重试。",
    run="请运行 `{}`。",
    run_with_index="请运行 `{}`，并使用与本服务器相同的 --index。",
)
_ALL: Mapping[str, _Errors] = MappingProxyType({"en": _ENGLISH, "ar": _ARABIC, "zh": _CHINESE})


def message(
    language: str, status: int, command: str = "", *, needs_index_option: bool = False
) -> Message:
    """The message of a status; `command` is one that helps, `needs_index_option` whether it must
    name the folder of the index."""
    errors = _ALL[language]
    title, detail = errors.for_status(status)
    run = errors.run_with_index if needs_index_option else errors.run
    return Message(title, f"{detail} {run.format(command)}" if command else detail)


def messages(status: int) -> list[Message]:
    """The messages that a status may have, in the fallback language."""
    general = message(FALLBACK, status)
    if status != HTTPStatus.SERVICE_UNAVAILABLE:
        return [general]
    return [general, *(outage_message(FALLBACK, outage) for outage in _OUTAGES)]


def outage_message(language: str, outage: Outage) -> Message:
    errors = _ALL[language]
    detail: str = getattr(errors, outage)
    return Message(errors.unavailable.title, detail)
