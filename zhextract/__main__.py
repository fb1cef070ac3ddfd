"""`python -m zhextract` is `zhextract`."""

import sys

from zhextract.cli import main

if __name__ == "__main__":
    sys.exit(main())
