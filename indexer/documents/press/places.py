"""Whether a text is the name of a place: one in the shipped list, or the full name of a state."""

from indexer.arabic.expressions import chinese, name_table
from indexer.arabic.orthography.normalizer import fold_phrase

# The states of the Arab League, as their letterheads name them. This project's own compilation.
_STATES = frozenset(
    map(
        fold_phrase,
        (
            *("المملكة المغربية", "المملكة العربية السعودية", "المملكة الأردنية الهاشمية", "مملكة البحرين"),
            *("الجمهورية الجزائرية الديمقراطية الشعبية", "الجمهورية التونسية", "الجمهورية اللبنانية"),
            *("الجمهورية الإسلامية الموريتانية", "الجمهورية العربية السورية", "الجمهورية اليمنية"),
            *("جمهورية مصر العربية", "جمهورية العراق", "جمهورية السودان", "جمهورية جيبوتي"),
            *("جمهورية الصومال الفيدرالية", "جمهورية القمر المتحدة", "دولة الكويت", "دولة قطر", "دولة ليبيا"),
            *("دولة فلسطين", "دولة الإمارات العربية المتحدة", "الإمارات العربية المتحدة", "سلطنة عمان"),
            *("Royaume du Maroc", "République tunisienne", "République libanaise"),
            *("République algérienne démocratique et populaire", "République islamique de Mauritanie"),
            *("Kingdom of Morocco", "Kingdom of Saudi Arabia", "Kingdom of Bahrain", "State of Kuwait"),
            *("Hashemite Kingdom of Jordan", "State of Qatar", "United Arab Emirates", "Sultanate of Oman"),
            *("Arab Republic of Egypt", "Republic of Iraq", "Republic of Tunisia", "Republic of Lebanon"),
            *("الجمهورية الجزائرية", "دولة الإمارات", "إقليم كوردستان العراق", "إقليم كردستان العراق"),
            *("جمهورية الصين الشعبية", "People's Republic of China"),
        ),
    )
)  # fmt: skip
# Nouns, without article, that occur in the position of a place: before a date an event, before an
# agency a byline or a kind of text. This project's own compilation.
_OTHERS = frozenset({
    *("اجتماع", "ندوة", "مؤتمر", "قمة", "لقاء", "جلسة", "دورة", "ملتقى", "منتدى", "معرض", "مهرجان", "حفل", "ذكرى"),
    *("انتخابات", "اتفاق", "اتفاقية", "بيان", "بلاغ", "خبر", "تصريح", "إعلان", "كلمة", "خطاب", "تقرير", "برنامج"),
    *("نشر", "انتهى", "مصدر", "تحديث", "طقس", "أسعار", "نتائج"),
    *("حصيلة", "نشرة", "مباراة", "يوم", "أحداث", "ورشة", "زيارة", "قرار", "قانون", "مرسوم"),
    *("كتب", "كتبت", "متابعة", "تغطية", "حوار", "خاص", "عاجل", "وكالات", "تصوير", "صورة", "صور", "فيديو", "نقلا", "عن"),
    *("أخبار", "رئيسية", "موقع", "قال", "وقال", "قالت", "أعلن", "أعلنت", "أكد", "أكدت", "ذكر", "ذكرت", "أفاد", "أفادت"),
    *("وفقا", "حسب", "بحسب", "صرح"),
})  # fmt: skip
# The number of words of the longest name of a state.
STATE_WORDS = max(len(state.split()) for state in _STATES)


def is_known(place: str) -> bool:
    """Whether a place is in the shipped list, or is a state."""
    folded, known = name_table.fold_name(place), name_table.shipped()
    return (
        folded in known.words or chinese.canonical_spelling(folded) in known.runs or is_state(place)
    )


def is_state(text: str) -> bool:
    """Whether a text is the full name of a state."""
    return fold_phrase(text) in _STATES


def is_other_noun(text: str) -> bool:
    """Whether a text in the position of a place begins with a noun that is not a place."""
    return text.split()[0].strip("،,").removeprefix("ال") in _OTHERS
