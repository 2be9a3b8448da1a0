"""What listens: processes on one socket, each with a waitress that is fit for strangers.

command      `kashaf serve`; check: whether it answers, for `kashaf doctor`
workers      begins the processes, watches and replaces them
server       one process: bounds against slow and large clients, a graceful stop
descriptors  how many connections there is room for
listener     the socket that connections come from
channel      one connection
queue        the requests that wait for a thread
"""
