"""A real browser for the tests of the page: Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pmo_expert.doors.web.page import page_html
from tests.advice.examples import article, practice
from tests.doors.service.serving import served
from tests.doors.web.visiting import Visitor


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """Start Chromium once for a module; skip its tests where it or Playwright is missing.

    Playwright keeps an event loop running in this thread, in which other tests could start none, until it is stopped.
    """
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if path is None:
        pytest.skip("there is no chromium on the path or in CHROMIUM")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the page of the article and of practice."""
    path = tmp_path_factory.mktemp("page") / "advice.html"
    path.write_text(page_html([article(), practice()]), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def page_server() -> Iterator[str]:
    """Serve the page by the command `serve`; give its address."""
    pytest.importorskip("uvicorn", reason="serving needs the extra serve")
    with served("--port", "0") as (_, address):
        yield address


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Let tests of the page open it as a file; those marked `served` also over HTTP, among the slow tests."""
    if "visit" in metafunc.fixturenames:
        over = (
            [pytest.param("served", marks=pytest.mark.slow)] if metafunc.definition.get_closest_marker("served") else []
        )
        metafunc.parametrize("visit", ["file", *over], indirect=True)


@pytest.fixture
def visit(request: pytest.FixtureRequest, chromium: Any) -> Iterator[Visitor]:
    """Give a visitor of the page, opened as a file or served; at the end nothing was requested or reported."""
    if request.param == "file":
        path: Path = request.getfixturevalue("page_file")
        visitor = Visitor(chromium, path.as_uri())
    else:
        visitor = Visitor(chromium, request.getfixturevalue("page_server"))
    yield visitor
    visitor.leave()
    assert visitor.requested == []
    assert visitor.reported == []
