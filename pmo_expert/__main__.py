"""Runs the command line: `python -m pmo_expert`."""

from pmo_expert.doors.cli.main import main

if __name__ == "__main__":
    main()
