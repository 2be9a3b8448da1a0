"""The conventions of press releases: what stands around a headline and a text, and what it says.

seed_format     the text format of the seeds: bullet and title, paragraphs, bullet, date
plain_text      text files without that format
separators      lines of dashes between the statements of one text
article         a title and paragraphs, from any format, to a release
masthead        splits off the lines above a headline: letterhead, kind of text, date
masthead_lines  what these lines are
metadata        date, place and agency, as the edges of a text give them
facts           date, place and agency, as these find them
lead            place, date and agency before the first sentence
dateline        the bracketed line below a title
imprint         a line that is a place and a date
labels          labelled lines such as ``المصدر: …``
embargo         lines that say until when publication is embargoed
greetings       greetings of letters and lines of mail programs above a text
institutions    names of states, ministries and other institutions
places          whether a text is the name of a place
first_words     a title for a text without a headline
"""
