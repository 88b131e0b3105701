"""The command line as `python -m kerasarch`."""

import sys

from kerasarch.cli import main

sys.exit(main())
