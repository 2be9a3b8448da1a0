"""How much the report of a build names."""

# Refusals of a build that are named, beside the first of each file, and how many of one file:
# otherwise a collection of the wrong form would fill the memory, and hide the refusals of other
# files.
MAX_REFUSALS = 1_000
MAX_REFUSALS_OF_FILE = 100
# Remarks of a build that are named, and how many on one file: a column of a sheet may cause one for
# each row.
MAX_REMARKS = 1_000
MAX_REMARKS_ON_FILE = 5
# Groups of near-duplicates that a build reports, and releases of each: a form letter may be issued
# daily.
MAX_GROUPS = 1_000
MAX_GROUP_SIZE = 20
# Groups that are printed with file and title of each release, which are looked up one by one: a
# screenful.
MAX_GROUPS_PRINTED = 20
# Removed releases that are printed with file and title, which are looked up one by one: a
# screenful.
MAX_REMOVED_PRINTED = 20
