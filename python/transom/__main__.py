"""``python -m transom``: the command line."""

import sys

from ._internal.cli import main

sys.exit(main())
