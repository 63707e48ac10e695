"""What people do in Telegram, a module for each kind of thing."""
