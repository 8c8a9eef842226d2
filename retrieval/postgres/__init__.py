"""Corpora in PostgreSQL with pgvector, where one machine's files and FAISS are outgrown."""
