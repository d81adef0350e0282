"""Numbers of an article and whose they are: spots, holder, indicator, period, change; honours beside them."""
