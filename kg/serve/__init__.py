"""The explorer: a workspace served to a browser."""
