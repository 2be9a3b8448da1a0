"""The command line. Messages go to standard error, results to standard output.

group      the command `kashaf`: what it can do, options in common, exit codes; faults: what nobody reckoned with
build, doctor, evaluate, settings
           a command each; progress: how a long build shows that it goes on
search     and analyze; export; query_report: how a query was read; query_options: what those that ask have in common
index      verify, status, rollback; degraded: where an older generation answers
output     words of messages
"""
