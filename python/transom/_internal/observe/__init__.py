"""The types of functions without annotations, as calls show them: for ``transom draft``.

``plan`` is what is asked and what is answered, ``calls`` finds the calls that a project already has (doctests, literal
calls in tests), ``watch`` sees calls while they run, ``seen`` is what a value showed, ``run`` makes them run in a
process of their own, ``recordings`` reads calls that were recorded, ``contradictions`` holds annotations against them.

Nothing here is more than a hypothesis: a moved function checks the exact classes of every call. Only ``__main__`` may
import the package around this one: ``hook`` loads it into programs that know nothing of it.
"""
