"""For all tests: hypothesis looks at the same examples in every run, so that a green suite stays green.

New examples come with ``HYPOTHESIS_PROFILE=thorough`` in ``tests/property``.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("steady", derandomize=True, database=None, deadline=None)
settings.load_profile("steady")
