"""A bot that answers questions about an article and quotes the sentences its answers rest on."""
