"""Names of news agencies, as the leads of their dispatches have them: the national agencies of the
Arab countries and some others; and names of newspapers. This project's own compilation."""

# Unambiguous names.
NAMES = (
    *("واس", "وام", "كونا", "سانا", "وفا", "نينا", "سبأنت", "سبأ نت", "سونا", "يونا", "لاماب", "واج", "وأج", "و أ ج", "و.أ.ج"),
    *("و م ع", "و.م.ع", "أ ش أ", "أ.ش.أ", "أ. ش. أ", "أش أ", "ا ش ا", "أ ف ب", "أ.ف.ب", "ا ف ب", "د ب أ", "د.ب.أ"),
    *("أسوشيتد برس", "فرانس برس", "رويترز", "شينخوا", "سبوتنيك", "إرنا"),
)  # fmt: skip
# Names that are also words.
WORDS = (
    *("العمانية", "بترا", "بنا", "سبأ", "صونا", "ومع", "واع", "وات", "وال", "وما", "وطنية", "الوطنية", "الأناضول"),
)  # fmt: skip
LATIN = (
    *("APS", "MAP", "TAP", "SPA", "WAM", "QNA", "KUNA", "BNA", "ONA", "SANA", "WAFA", "INA", "MENA", "SABA", "SUNA"),
    *("LANA", "NNA", "SONNA", "UNA", "AMI", "AFP", "AP"),
)  # fmt: skip
# Names that are also cities, which occur next to other cities: سوهاج - قنا.
PLACES = ("قنا",)
ALL = (*NAMES, *WORDS, *LATIN, *PLACES)
# Newspapers and sites, and those whose names are also words.
NEWSPAPERS = (
    *("سبق", "عكاظ", "عين اليوم", "المصري اليوم", "اليوم السابع", "القدس العربي", "العربي الجديد", "العربية نت", "الجزيرة نت"),
    *("سي إن إن", "بي بي سي", "سكاي نيوز", "روسيا اليوم"),
)  # fmt: skip
NEWSPAPER_WORDS = ("الوطن", "الحياة", "الجزيرة", "الخليج", "البيان", "الأهرام", "الشرق الأوسط")
