"""The seam and the engines behind it.

protocol   what an engine must do for us, and in which words it is asked
registry   the engines by name
bm25, choice, expansions
           what all do alike: the constants of ranking, which facet values were chosen, how many words a pattern stands for
whoosh     the embedded one
opensearch where one machine is outgrown
"""
