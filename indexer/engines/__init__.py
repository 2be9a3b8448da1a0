"""The search engines, behind one interface.

protocol     the interface: what an engine must do, and the values it is called with
registry     chooses the engine that the settings name
bm25, expansions, scoring_parts
             shared by all engines: constants of ranking, limits for pattern expansion, the parts of
             a query that score
limits       bounds on the work for one query
searches     the number of matches of a query, and its best ones
facet_choice which facet values were chosen
whoosh       the embedded engine
opensearch   for collections that one machine cannot hold
"""
