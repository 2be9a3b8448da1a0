"""The command line. Messages go to standard error, results to standard output."""
