"""Trains the selector that ships with Footnote: `python -m training --sets DIR`. Not used while serving."""
