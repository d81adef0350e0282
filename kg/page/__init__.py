"""What the text is: reading files, cleaning, cutting a page into articles, the page's context."""
