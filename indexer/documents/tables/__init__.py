"""Records as other programs export them: JSON and CSV.

records       a JSON object or a row of a sheet to a release
jsonl         JSON lines, streamed
json_objects  JSON: one object, a list, or an object that wraps either
sheet         CSV, streamed
date_order    remarks on dates of a sheet with the day or the month first
"""
