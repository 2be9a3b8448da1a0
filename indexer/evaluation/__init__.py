"""Retrieval quality on a test collection.

judged_collection  the files of a test collection: documents, queries, judgements
measures           MRR, nDCG and recall of a ranking
evaluation         the measures, taken through the real index and search
"""
