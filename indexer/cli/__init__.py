"""The command line. Messages go to standard error, results to standard output.

group      the command `kashaf`: its commands and exit codes; faults: unexpected failures
options    options that commands share; query_options: those of commands with a query
context    the settings in force; streams: standard output and error
analyze, build, doctor, evaluate, export, search, settings
           a command each
generations
           the commands verify, status and rollback
build_run  one build; build_summary: its report; watch: builds after changes
progress   a progress bar for builds; degraded: when an older generation answers; query_report: how
           a query was read; output: numbers and JSON
"""
