"""From a question to ranked matches, each with the reasons for its score."""
