"""Checks across the objects of a site, without the exchange."""
