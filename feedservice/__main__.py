"""Run the command line as ``python -m feedservice``."""

from feedservice.cli import main

main()
