"""Who said what: the words that the articles give as somebody's."""
