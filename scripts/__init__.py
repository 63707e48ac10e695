"""Makes the model files that the bot ships; nothing here is needed to run or test it."""
