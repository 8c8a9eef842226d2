"""What servers and channels prefer: `/settings`, the values in memory, and the channel where changes are told."""
