"""`python -m tests.golden [PATTERN]`, after a change that was meant."""

import sys

from tests.golden import write

for path in write(*sys.argv[1:2]):
    print(path)
