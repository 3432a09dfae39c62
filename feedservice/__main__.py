"""Run the command line as ``python -m feedservice``."""

from feedservice.cli import main

# The publisher's process imports this module again without wanting another command line.
if __name__ == "__main__":
    main()
