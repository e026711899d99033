"""``transom prove``: the Python original and the engine on the same inputs, compared exactly.

``originals`` finds what to compare, ``process`` gives each function a process of its own, ``search`` looks for inputs
there and ``trial`` runs both sides of one; ``report`` says what came of it. Inputs are read (``inputs``), found
(``calls``), drawn from types (``kinds``, ``draw``, ``strategies``) and changed (``mutate``) towards what ``coverage``
has not seen of the ``sites``. Whatever is decided per call is decided here and not in the engine: it answers without
a fallback, and what it declines is never counted as compared.
"""


class CannotRun(Exception):
    """Something stands in the way of comparing: what, and what to do."""
