"""The seam and the engines behind it.

protocol   what an engine must do for us, and in which words it is asked
registry   the engines by name
bm25, expansions
           what all do alike: the constants of ranking, how many words a pattern stands for
whoosh     the embedded one
opensearch where one machine is outgrown
"""
