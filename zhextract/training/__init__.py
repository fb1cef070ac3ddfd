"""Recipes, each one command, for what lies in `models/` and for the generated tables; nothing here runs at reading time."""
