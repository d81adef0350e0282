"""Rules that read facts from a passage whose names are known; `kg.extract.relate` joins them."""
