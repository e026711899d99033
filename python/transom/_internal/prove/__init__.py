"""``transom prove``: the Python original and the engine on the same inputs, compared exactly.

``originals`` finds what to compare, ``inputs`` what to call it with, ``trial`` runs both sides of one call,
``comparison`` all of them, and ``report`` says what came of it. Whatever is decided per call is decided here and not
in the engine: it answers without a fallback, and what it declines is never counted as compared.
"""


class CannotRun(Exception):
    """Something stands in the way of comparing: what, and what to do."""
