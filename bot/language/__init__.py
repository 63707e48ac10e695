"""English and text, nothing about any article."""
