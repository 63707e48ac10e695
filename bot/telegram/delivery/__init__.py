"""From Telegram to the handlers and back, losing nothing."""
