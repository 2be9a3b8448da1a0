"""OpenSearch behind the engine seam: for collections that one machine does not hold.

engine     what the seam knows of this engine
shelf      generations behind an alias; catalog: their manifests; names: what their indexes are called; lock: one build at a time
layout     how our field table lies in an index
writer     analysed releases to the two indexes of a generation; bulk: sends them
words      the index of words; vocabulary: what a release adds to it; tally: counted in bounded memory
searcher   reads one generation; reader: asks one index, whole answers only
compiler   query values as queries of the engine; dsl: their parts; scoring: what adds to a score; rarities: how rare things are
dictionary reads the index of words
client     the connection, and its failures as errors of ours
"""
