"""Backups: the articles, what serves of them and the records of one Footnote in one file, and putting such a file back.

A backup is a tar file, packed with gzip, of the data folder's own paths (layout.py) and, last, of a manifest that has the size,
time and SHA-256 of each. No setting and no secret is in it.
"""
