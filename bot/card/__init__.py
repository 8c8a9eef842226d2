"""An article at a glance: who, what, when, where, why and how, and what it rests on."""
