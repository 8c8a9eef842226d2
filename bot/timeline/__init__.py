"""What happened when: the dated events of the articles, in order, with a picture of them."""
