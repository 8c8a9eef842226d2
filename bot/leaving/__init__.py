"""What becomes of what is kept: servers that were left, and answers that are old."""
