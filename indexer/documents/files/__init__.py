"""Opening files that strangers may have written, and telling their formats.

content       what a reader reads: the bytes of a file, of an archive member, or of unpacked data
guarded_open  opens a file in a folder without following links, blocking, or filling the memory
formats       detects the format of a content by its first bytes and its name
unpacking     gzip and ZIP as bounded streams
file_names    printable names, excerpts for messages, names that are skipped
"""
