"""News agencies, by the names that stand in the leads of their dispatches: the national ones of the Arab countries, and others
that sign so. This project's own compilation."""

# What is nothing but the name of an agency.
NAMES = (
    *("واس", "وام", "كونا", "سانا", "وفا", "نينا", "سبأنت", "سبأ نت", "سونا", "يونا", "لاماب", "واج", "وأج", "و أ ج", "و.أ.ج"),
    *("و م ع", "و.م.ع", "أ ش أ", "أ.ش.أ", "أ. ش. أ", "أش أ", "ا ش ا", "أ ف ب", "أ.ف.ب", "ا ف ب", "د ب أ", "د.ب.أ"),
    *("أسوشيتد برس", "فرانس برس", "رويترز", "شينخوا", "سبوتنيك", "إرنا"),
)  # fmt: skip
# What is a word, too.
WORDS = (
    *("العمانية", "بترا", "بنا", "سبأ", "صونا", "ومع", "واع", "وات", "وال", "وما", "وطنية", "الوطنية", "الأناضول"),
)  # fmt: skip
LATIN = (
    *("APS", "MAP", "TAP", "SPA", "WAM", "QNA", "KUNA", "BNA", "ONA", "SANA", "WAFA", "INA", "MENA", "SABA", "SUNA"),
    *("LANA", "NNA", "SONNA", "UNA", "AMI", "AFP", "AP"),
)  # fmt: skip
# A city, too, beside which others stand: سوهاج - قنا.
PLACES = ("قنا",)
ALL = (*NAMES, *WORDS, *LATIN, *PLACES)
