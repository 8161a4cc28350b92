"""``python -m cli`` is the command ``regdelta``."""

from cli import main

main()
