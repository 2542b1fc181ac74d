"""Settings of every test: Hypothesis without a deadline and the same examples at every run.

`HYPOTHESIS_PROFILE=explore` looks at new examples instead. Spark starts when the first test asks for it.
"""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "reproducible",
    deadline=None,
    derandomize=True,
    max_examples=25,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
settings.register_profile("explore", settings.get_profile("reproducible"), derandomize=False, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "reproducible"))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests that need Spark as slow."""
    for item in items:
        if "pyspark_sql" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def pyspark_sql() -> Any:
    """Import the module `pyspark.sql`; skip the tests that need it where PySpark or Java is missing."""
    java = Path(os.environ.get("JAVA_HOME", ""), "bin", "java")
    if not (os.environ.get("JAVA_HOME") and java.exists()) and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none on the path or in JAVA_HOME")
    with warnings.catch_warnings():
        # PySpark warns at import of whatever it has not been tried with, such as a pandas newer than itself.
        warnings.simplefilter("ignore")
        return pytest.importorskip("pyspark.sql", reason="PySpark is not installed", exc_type=ImportError)


@pytest.fixture(scope="session")
def spark(pyspark_sql: Any) -> Iterator[Any]:
    """Start Spark on this machine, once for all tests."""
    builder = pyspark_sql.SparkSession.builder.master("local[1]").appName("tests")
    options = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "1", "spark.driver.host": "localhost"}
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()
