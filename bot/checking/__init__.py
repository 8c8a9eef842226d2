"""Messages held against the articles: what these say of each sentence."""
