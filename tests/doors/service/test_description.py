"""The service does what its description says: tried by Schemathesis on requests that fit it and that do not."""

from __future__ import annotations

from typing import Any

import pytest

from pmo_expert.doors.service.limits import Limits
from tests.doors.service.calling import limited

schemathesis = pytest.importorskip("schemathesis", reason="trying the description needs schemathesis")
BASE = "http://127.0.0.1:8000"
EXAMPLES = 12


@pytest.fixture(scope="module")
def described() -> Any:
    """Return the description, read from the service itself."""
    return schemathesis.openapi.from_asgi("/v1/openapi.json", limited(), base_url=BASE)


