"""The command line. Messages go to standard error, results to standard output.

group      the command `kashaf`: its commands, common options, exit codes; faults: unexpected
           failures
build, doctor, evaluate, settings
           a command each; progress: a progress bar for builds
search     and analyze; export; query_options: what the commands with a query share;
           query_report: how the query was read
index      verify, status, rollback; degraded: when an older generation answers
output     numbers and JSON
"""
