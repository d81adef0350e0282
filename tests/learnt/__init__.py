"""An experiment that anyone can repeat: does a trained network help the rules? `python -m tests.learnt`."""
