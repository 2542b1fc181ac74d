"""Runs the command line: `python -m pmo_expert`, and the command `pmo-expert`."""

import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command line, which is imported here, so that Ctrl-C ends that without a traceback too."""
    try:
        from pmo_expert.doors.cli.main import main as run
    except KeyboardInterrupt:
        sys.stderr.write("error: interrupted\n")
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
