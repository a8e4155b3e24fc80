"""A stateful NEC exchange to try things on: state, published rules, SSH and telnet front ends, faults.

It shares no code with the drivers in ``plugins/``: both are written from the same published facts, so that
a mistake on one side is found by the other.
"""
