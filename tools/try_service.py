"""Try the service on requests that Schemathesis makes of its description: those that fit it and those that do not.

It prints what Schemathesis prints, and ends with 1 when something was found. It tries the rules of a small pack. Every
value of every fact is tried alone on one path, and with --all, which takes minutes, on each.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from pathlib import Path

PACK = Path(__file__).parents[1] / "examples" / "packs" / "lead-or-build"
EXAMPLES = 5
ONE_PATH = r"/v1/(advice|rules|questions|health|openapi\.json)$"
SEED = 1


def main() -> int:
    """Start the service, try it, end it; return the status."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--rules", default=str(PACK), help="the pack to serve")
    parser.add_argument("--examples", type=int, default=EXAMPLES, help="how many requests to make up for each path")
    parser.add_argument("--all", action="store_true", help="try every value on every path")
    options = parser.parse_args()
    serve = [sys.executable, "-m", "pmo_expert", "serve", "--port", "0", "--rules", options.rules]
    with subprocess.Popen(serve, stdout=subprocess.PIPE, text=True) as service:
        try:
            assert service.stdout is not None
            ready = re.search(r"http://\S+/", service.stdout.readline())
            if ready is None:
                return 1
            narrow = [] if options.all else ["--include-path-regex", ONE_PATH]
            runs = [_run(ready[0], options.examples, narrow)]
            if not options.all:
                runs.append(_run(ready[0], options.examples, ["--phases", "fuzzing,stateful"]))
            return max(runs)
        finally:
            service.terminate()


def _run(address: str, examples: int, more: list[str]) -> int:
    """Run Schemathesis in a folder of its own, where it leaves its reports; return its status."""
    command = [str(Path(sys.executable).with_name("schemathesis")), "run", f"{address}v1/openapi.json", *more]
    options = ["--max-examples", str(examples), "--seed", str(SEED), "--no-color"]
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([*command, *options], check=False, cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main())
