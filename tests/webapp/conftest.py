import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from indexer.settings import Settings
from tests.webapp.fake_collection import FakeCollection, release
from webapp.app import create_app


@pytest.fixture
def collection() -> FakeCollection:
    return FakeCollection(
        [
            release(
                "a1",
                "ندوة إدارة الهجرة",
                "عُقدت الندوة في الصين.\n\nوشكرت الهيئة الوطنية للهجرة الحضور، والهجرة حق.",
                place="ليان يون قانغ، الصين",
                agency="الهيئة الوطنية",
                event_date=datetime.date(2025, 9, 17),
                source="one.txt",
            ),
            release(
                "b/2 ؟#%",
                "منتدى الأمن العام",
                "ناقش المنتدى حوكمة الهجرة.",
                published=datetime.date(2024, 3, 1),
            ),
        ]
    )


@pytest.fixture
def client(collection: FakeCollection, tmp_path: Path) -> Iterator[FlaskClient]:
    settings = Settings.load({"index": tmp_path}, {})
    with create_app(settings, collection).test_client() as client:
        yield client
