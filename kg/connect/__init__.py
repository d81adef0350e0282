"""Who is connected to whom, for the command line and the explorer: paths, centrality, communities, comparison."""
