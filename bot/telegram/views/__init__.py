"""What people see in Telegram: texts, HTML, keyboards."""
