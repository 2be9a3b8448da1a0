"""Files to releases.

folder    finds documents below paths and reads each as a stream of releases: `find`, `read`
sidecar   the metadata file beside a document that overrides its fields
readers   the registry of formats: content of any format to releases; new formats are added there
isolated  runs parsers in a separate process, bounded in time and memory
limits    bounds on documents, with their reasons

One package per family of formats:

markup    web pages, feeds, Markdown
mail      messages with their attachments
tables    JSON and CSV: records as other programs export them
word      Word documents
pdf       PDF, from the positions of glyphs

What these share, each package importing only those below it:

html      HTML to text: the main text of a page, rich text in a field
press     the conventions of press releases: masthead, lead, dateline; paragraphs to a release
fields    the fields of a release: names, validation, ids
dates     dates as people and programs write them
text      encodings, white space, paragraphs, language
files     opening, unpacking, telling formats
"""
