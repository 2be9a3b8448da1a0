"""Letters of the Arabic script, by name, and the tables that fold their variants.

Names follow pyarabic.araby, which is also where the basic letters come from. The tables go further
than pyarabic's own folding, which leaves superscript alef (U+0670) in place, turns إ into ء, and
knows no Persian, Urdu or Maghrebi letters.
"""

from pyarabic import araby

ALEF, HAMZA, WAW = araby.ALEF, araby.HAMZA, araby.WAW
YEH, HEH, TEH, TEH_MARBUTA = araby.YEH, araby.HEH, araby.TEH, araby.TEH_MARBUTA
ALEF_MAKSURA, YEH_HAMZA, WAW_HAMZA = araby.ALEF_MAKSURA, araby.YEH_HAMZA, araby.WAW_HAMZA
ALEF_HAMZA_ABOVE, ALEF_HAMZA_BELOW = araby.ALEF_HAMZA_ABOVE, araby.ALEF_HAMZA_BELOW
ALEF_MADDA = araby.ALEF_MADDA
BEH, FEH, KAF, JEEM = araby.BEH, araby.FEH, araby.KAF, araby.JEEM
REH, DAL, NOON, LAM = araby.REH, araby.DAL, araby.NOON, araby.LAM
TATWEEL = araby.TATWEEL
ARTICLE = "ال"
LONG_VOWELS = ALEF + WAW + YEH

# For character classes of regular expressions, as are all below: letters that cleaning leaves
# unchanged, which make up nearly all words of running text; and vowel marks that compose with no
# letter.
PLAIN = "\u0621-\u063a\u0641-\u064a"
HARAKAT = "\u064b-\u0652"
# Marks that carry no letter: Arabic signs and harakat, superscript alef, high hamza, Quranic signs
# (Unicode block Arabic, categories Mn and Lm); the tatweel; extended marks U+08D3-08FF.
VOWEL_MARKS = (
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0674\u08d3-\u08ff"
)
SUPERSCRIPT_ALEF = "\u0670"
# Invisible format characters (category Cf) that editors and PDF producers leave inside words.
FORMAT_MARKS = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"

# Letters of other keyboards and languages that Arabic writers type or paste, each to the Arabic
# letter that a reader would type instead. Persian and Urdu: ی ک ہ ھ ە پ چ ژ گ ے ٹ ڈ ڑ ں;
# Maghrebi: ڤ ڥ ڭ ݣ ڢ ڧ ڨ; Kurdish and Sindhi: ڪ ې ۆ.
FOREIGN_LETTERS: dict[str, str] = {
    foreign: letter
    for letter, others in {
        ALEF: "ٱٲٳ",
        YEH: "یېۍێے",
        YEH_HAMZA: "ۓ",
        KAF: "کڪگڭݣګ",
        HEH: "ہھەۀۂ",
        TEH_MARBUTA: "ۃ",
        BEH: "پ",
        JEEM: "چژ",
        FEH: "ڤڥڢ",
        # ڨ is a Tunisian and Algerian g, for which all others write ق: ڨابس, ڨالمة.
        araby.QAF: "ڧڨ",
        TEH: "ٹ",
        DAL: "ڈ",
        REH: "ڑ",
        NOON: "ں",
        WAW: "ۆۇۈۋ",
    }.items()
    for foreign in others
}

# Spellings of one letter that readers mix up or leave out on the keyboard. Every hamza seat is one
# hamza, so that مسؤول and مسئول meet; on an alef the hamza is dropped, as most writers drop it.
SPELLING_VARIANTS: dict[str, str] = {
    ALEF_MADDA: ALEF,
    araby.ALEF_HAMZA_ABOVE: ALEF,
    araby.ALEF_HAMZA_BELOW: ALEF,
    ALEF_MAKSURA: YEH,
    TEH_MARBUTA: HEH,
    WAW_HAMZA: HAMZA,
    YEH_HAMZA: HAMZA,
}
