"""Files to releases: `folder` finds and reads, one reader per format understands.

folder    find(paths) and read(source): the only two functions that the build needs
readers   the table of endings: which reader understands which file; new formats go in there
opener    opens a file of a stranger's folder without following, hanging or filling the memory
encoding  bytes to text, or a refusal that names the byte
press     the form of the seeds: a bullet and a title, paragraphs, a bullet, a date
dateline  the bracketed line below a title: event date and place
jsonl     JSON lines, streamed
rows      one mapping of fields (a JSON object, later a CSV row) to a release
prose     white space, paragraphs, what is invisible
names     printable names, and the ids of releases that bring none
language  which language a release is in
"""
