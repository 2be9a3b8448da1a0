"""OpenSearch engine: for collections that one machine cannot hold.

engine      the engine as the protocol wants it
store       generations behind an alias; catalog: their manifests; names: the names of
            their indexes; lock: one build at a time
layout      the mapping and the documents of an index
writer      writes the two indexes of a generation; bulk: sends documents in bulk
words       the index of words; vocabulary: the words of one release; word_counter: counts them
            in bounded memory
searcher    reads one generation; reader: queries one index, complete answers only
compiler    translates queries to the query DSL; query_dsl: its clauses; scoring: clauses that
            add to the score
term_statistics
            document frequencies that scoring needs
dictionary  reads the index of words
client      the connection, and its failures as our errors
"""
