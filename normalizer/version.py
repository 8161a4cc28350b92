"""Which normalizer this is. What an older one read is read again from the kept bytes (``regdelta renormalize``)."""

NORMALIZER_VERSION = "1"
