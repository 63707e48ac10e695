"""The bot's knowledge: articles, the facts taken from them, and what they do not state."""
