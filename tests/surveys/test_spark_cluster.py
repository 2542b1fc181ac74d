"""The commands that docs/surveys.md shows for a Spark cluster, run as they stand: a master, two workers and a job."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import tomllib
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from pmo_expert import read_case, survey
from tests.advice.examples import ROOT

POPULATIONS = ROOT / "examples" / "populations"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
MISSING = [name for name in ("build", "hatchling") if find_spec(name) is None]
TIMEOUT, GRACE = 400, 20
SETTINGS = """
spark.pyspark.driver.python  {python}
spark.pyspark.python         no-python-for-workers
spark.ui.enabled             false
spark.master.rest.enabled    false
# Two parts, and none begun before both workers are there, so that each has one to do.
spark.sql.files.maxPartitionBytes             500
spark.scheduler.minRegisteredResourcesRatio   1
"""


class Ran(NamedTuple):
    """Where the commands ran, the status they ended with, what they printed, and whether a process outlived them."""

    folder: Path
    status: int
    printed: str
    left: bool


def shown() -> tuple[str, str]:
    """Return what the page prepares a cluster with, and its commands for one."""
    text = (ROOT / "docs" / "surveys.md").read_text(encoding="utf-8")
    preparing, commands = BLOCK.findall(text.partition("### A cluster on one machine\n")[2].partition("\n## ")[0])
    return preparing, commands


def clone(folder: Path) -> None:
    """Copy of the checkout what the commands need."""
    for name in ("pmo_expert", "rules", "examples"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, folder)


def own_settings(folder: Path) -> dict[str, str]:
    """Return an environment with free ports, no Python for workers, and no package to import but that of the wheel."""
    (folder / "pmo_expert.py").write_text("raise ImportError('this is not the wheel')\n")
    (folder / "spark-defaults.conf").write_text(SETTINGS.format(python=sys.executable))
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PYSPARK", "SPARK"))}
    return {
        **kept,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONPATH": str(folder),
        "SPARK_CONF_DIR": str(folder),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_MASTER_PORT": str(port),
        "SPARK_MASTER_WEBUI_PORT": "0",
        "SPARK_WORKER_WEBUI_PORT": "0",
        # Programs that run for seconds spend them on starting.
        "JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    }


def lives_on(shell: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait for some seconds at most; say whether the shell or a process that it started is still there then."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        shell.poll()
        try:
            os.killpg(shell.pid, 0)
        except ProcessLookupError:
            return False
        time.sleep(0.1)
    return True


def end(shell: subprocess.Popen[bytes]) -> None:
    """End the shell and all that it started."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        if lives_on(shell, 0.1):
            os.killpg(shell.pid, how)
            lives_on(shell, GRACE)


def run(commands: str, folder: Path, env: dict[str, str], grace: float = GRACE) -> Ran:
    """Run commands in a shell of their own, and end whatever they leave behind."""
    log, command = folder / "log", ["bash", "-e", "-c", commands]
    with (
        log.open("wb") as out,
        subprocess.Popen(
            command, cwd=folder, env=env, stdout=out, stderr=subprocess.STDOUT, start_new_session=True
        ) as shell,
    ):
        try:
            status = shell.wait(TIMEOUT)
            left = lives_on(shell, grace)
        finally:
            end(shell)
    return Ran(folder, status, log.read_text(encoding="utf-8", errors="replace"), left)


@pytest.fixture(scope="module")
def ran(pyspark_sql: Any, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """Run the commands of the page once, in a copy of the checkout."""
    if sys.platform == "win32" or shutil.which("bash") is None:
        pytest.skip("the commands are for Bash, and there is none")
    if MISSING:
        pytest.skip(f"building the wheel needs {', '.join(MISSING)}")
    folder = tmp_path_factory.mktemp("clone")
    clone(folder)
    return run(shown()[1], folder, own_settings(tmp_path_factory.mktemp("settings")))


def test_the_shown_commands_advise_on_a_cluster_as_polars_does(ran: Ran) -> None:
    """The Parquet that the job writes holds, row by row, the survey that Polars makes of the same table."""
    assert ran.status == 0, ran.printed
    table = pl.read_csv(POPULATIONS / "candidates.csv", infer_schema=False)
    wanted = survey(table, case=read_case(POPULATIONS / "opening.yaml")).cast(pl.String)
    found = pl.read_parquet(ran.folder / "build" / "advised" / "*.parquet")
    assert_frame_equal(found.sort("name"), wanted.sort("name"))


def test_both_workers_of_the_cluster_write_rows(ran: Ran) -> None:
    """Each of the two workers has run an executor that saved some of the rows, although neither has a Python."""
    logs = sorted((ran.folder / "build").glob("worker-*/app-*/*/stderr"))
    assert [log.relative_to(ran.folder / "build").parts[0] for log in logs] == ["worker-1", "worker-2"], ran.printed
    assert all("Saved output of task" in log.read_text(encoding="utf-8") for log in logs)


def test_the_shown_commands_leave_no_process_behind(ran: Ran) -> None:
    """When the commands have ended, so have the master, the workers and what they started."""
    assert not ran.left, ran.printed


def test_what_failing_commands_have_started_is_ended(tmp_path: Path) -> None:
    """A shell that fails while something runs in the background leaves that, and it is told to end."""
    if shutil.which("bash") is None:
        pytest.skip("there is no Bash")
    background = "(trap 'touch ended; exit' TERM; sleep 600 & wait) &"
    failed = run(f"{background} false", tmp_path, dict(os.environ), grace=1)
    assert (failed.status, failed.left, (tmp_path / "ended").exists()) == (1, True, True)


def test_the_shown_preparation_names_every_dependency_and_every_setting() -> None:
    """The page installs what the package and its surveys depend on, and sets what its commands use."""
    preparing, commands = shown()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stated = [*project["dependencies"], *project["optional-dependencies"]["survey"]]
    needed = {re.split(r"[<>=;]", name)[0] for name in stated} - {"durable-rules"}
    install, settings = preparing.splitlines()
    assert set(install.split("pip install ")[1].split()) == needed | {"build", "hatchling", "pyspark"}
    assert set(re.findall(r"\$(\w+)", commands)) == set(re.findall(r"(\w+)=", settings))
