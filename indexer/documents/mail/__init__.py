"""E-mail messages.

reader     a message and its attachments to releases
contents   the text of a message, and its attachments
mime       parses a message within bounds
forwarded  a message forwarded in the text of another
footers    signatures, mailing-list footers and unsubscribe lines
"""
