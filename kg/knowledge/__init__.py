"""What is known before any page is read: the ontology and the tables under `data/`."""
