"""Words of a text that are found together, by one term.

runs         such words (Run)
names        names that are not taken apart, and names of several words; name_table: the known ones
chinese      Chinese names in Arabic letters
months       month names in three languages; moments: words of time beside them
units        signs of units, 20 كم; designations: F-35; phones: telephone numbers
"""
