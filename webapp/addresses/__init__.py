"""What stands in an address: how it is read, and how it is written.

parameters   the one table: which there are, and an address read by it
parameter    what one of them is, and how a value of it is read
typos        names of parameters that were mistyped
days         dates as they are typed
requests     what an address asks beyond what is sought
canonical    a search as an address writes it
links        addresses of this site
hosts        what makes them whole for who needs that
cursors      where a walk through hits goes on
forms        the search form, filled in from an address
"""
