"""An outcrop: a synform in an old quarry, with slabs to lay a compass on and the fold in section."""
