"""From matches and the conversation so far to a reply."""
