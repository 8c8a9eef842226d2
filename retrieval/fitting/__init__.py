"""Fits retrieval/ranking/model.json to the public sets: `python -m retrieval.fitting --sets DIR`. Not used while serving."""
