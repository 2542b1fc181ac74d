"""Runs the modules of the page in Node."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pmo_expert import Knowledge
from pmo_expert.doors.web.pack_data import pack_data
from pmo_expert.doors.web.page import STATIC, page_texts

LONGEST = 120
"""For how many seconds a script may run."""


def node(script: str, *given: Any) -> Any:
    """Return what a script that is a body of an async function returns; `given` is what it was given, as JSON.

    Modules are imported by `await page("ui/…")`. Skips the test where Node is missing.
    """
    if shutil.which("node") is None:
        pytest.skip("Node is not installed")
    program = f"""
    import {{ readFileSync }} from "node:fs";
    const page = (path) => import({json.dumps(STATIC.as_uri())} + "/" + path);
    const given = JSON.parse(readFileSync(0, "utf8"));
    const run = async () => {{ {script} }};
    process.stdout.write(JSON.stringify(await run()) ?? "null");
    """
    command = ["node", "--input-type=module", "--eval", program]
    done = subprocess.run(
        command, input=json.dumps(given), capture_output=True, text=True, timeout=LONGEST, check=False, cwd=Path.cwd()
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def advising(script: str, knowledge: Knowledge, *given: Any) -> Any:
    """Return what a script returns that may use `adviser`, made of the rules."""
    start = """
    const [data, sentences] = given.splice(0, 2);
    const { adviser: make } = await page("engine/adviser.js");
    const adviser = make(data, sentences);
    """
    return node(start + script, pack_data(knowledge), page_texts()["sentences"], *given)
