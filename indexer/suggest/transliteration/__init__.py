"""Names in Arabic, Latin letters and Chinese, each in the other scripts.

into_arabic  names in Latin letters or Chinese in Arabic letters; into_latin: Arabic names in Latin
             letters; names_replaced: the text of a query with other names
equivalents  names by a table; romanization: by rule
"""
