"""Files to releases: `folder` finds and reads, one reader per format understands.

folder    find(paths), read(source): what a build begins with; reached(path): what a path leads to
opener    opens a file of a stranger's folder without following, hanging or filling the memory
content   what a reader reads: a file, a member of an archive, what was unpacked
unpacking gzip and ZIP, bounded
formats   which format a content has, by its first bytes and its name
readers   the table of readers; new formats go in there
parsers   the table of those that are isolated
isolated  runs parsers in a process of their own, bounded in time and memory
sidecar   the note beside a document that overrides what it says
encoding  bytes to text, or a refusal that names the byte; guessing: older encodings
press     the form of the seeds: a bullet and a title, paragraphs, a bullet, a date
jsonl, objects, sheet, plain, markdown, feed, html_page, docx, pdf, mail
          a reader each; html_text, html_main, html_title, html_frames, html_names, html_sizes, html_scripts, html_lines,
          html_date and html_encoding are parts of web pages, front of Markdown, bulletin of Word
markup    the bytes of what is written in tags, bounded; mime: the messages of mail, bounded; forwarded: one in the
          text of another; footers: what stands around its text
article   paragraphs of a document without a form of its own to a release
masthead  what stands above the headline of a statement; institutions: the names of states and ministries there;
          imprint: place and day in a line of their own; labels: lines such as ``المصدر: …``; embargo: until when
          nothing may be published; greetings of letters
opening   what a text without a headline is called
rules     lines of dashes between the statements of one text
metadata  what Arabic text says of day, place and agency; dateline: the bracketed line below a title;
          lead: place, day and agency before the first sentence; today: the day that a text calls so;
          places: whether a name is that of one; agencies: the names that stand in leads
when      days in the forms that programs and people write, in both calendars
rows      one mapping of fields to a release
records   an object or a row, as other programs export it, to such a mapping; fields: what they call the fields;
          richtext: texts in tags; days: the forms in which they write a day
prose     white space, paragraphs, what is invisible; lines: those that stay lines
names     printable names, and the ids of releases that bring none
language  which language a release is in
"""
