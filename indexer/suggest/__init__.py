"""Other searches worth asking; nothing here is applied in silence."""
