"""All that people see in Telegram: texts, HTML, keyboards."""
