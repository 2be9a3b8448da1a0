"""What listens: processes on one socket, each with a waitress that is fit for strangers.

command  `kashaf serve`
workers  begins the processes, watches and replaces them
server   one process: bounds against slow and large clients, a graceful stop
channel  one connection, and the queue of requests
"""
