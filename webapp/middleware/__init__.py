"""What every request and answer passes, whatever the address.

guard        what is refused before it is worked on; rate: who asks too often
compression  answers made smaller on the way
security     headers that every answer carries
proxies      who asks, and how, behind reverse proxies
observation  what is noted of each request; metrics: counts of it, shared by processes
"""
