"""What the bot knows: articles, the facts taken from them, and what they do not state."""
