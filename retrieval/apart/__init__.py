"""Facts are read in a process of their own: the grammar's model is large, and gone before texts are encoded."""
