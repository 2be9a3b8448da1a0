"""Dates as people and programs write them, in both calendars.

date_text     a date in metadata, in a line of its own, or before a time
date_field    a date in a field of a record: also numbers, RFC 2822, US order
today_phrase  the date that a text calls today
"""
