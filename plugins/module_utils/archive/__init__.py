"""Backups of exchanges in a git repository of their own."""
