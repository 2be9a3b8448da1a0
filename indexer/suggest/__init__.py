"""Other searches worth asking, each with what it finds; nothing here is applied in silence."""
