"""The HTTP server: processes on one socket, each with a waitress hardened for the open internet.

command      `kashaf serve`
server_check whether it answers, for `kashaf doctor`
workers      starts the processes, watches and replaces them
server       one process: limits for slow and large clients, a graceful stop
descriptors  how many connections a process may hold
listener     the listening socket
channel      one connection
queue        the requests that wait for a thread
"""
