"""Lets ``python -m bot`` do what the ``article-bot`` console script does."""

from bot.cli import main

if __name__ == "__main__":
    main()
