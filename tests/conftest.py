"""What holds for all tests."""

from hypothesis import settings

# A shared machine stalls now and then; what must be fast has a benchmark of its own.
settings.register_profile("kashaf", deadline=None)
settings.load_profile("kashaf")
