"""Settings: command-line option, then environment, then default."""

from pathlib import Path

import pytest

from indexer.errors import SettingError
from indexer.settings import TABLE, Settings, unknown_variables


def test_the_defaults() -> None:
    settings = Settings.load(environ={})
    assert (settings.index, settings.seeds) == (Path("index"), Path("seeds"))
    assert (settings.engine, settings.keep) == ("whoosh", 3)
    assert (settings.host, settings.port, settings.threads) == ("127.0.0.1", 8000, 4)
    assert set(settings.sources.values()) == {"default"}


def test_every_setting_has_a_meaning() -> None:
    assert all(setting.meaning for setting in TABLE)


def test_the_environment_goes_before_the_default() -> None:
    settings = Settings.load(environ={"KASHAF_PORT": "9000"})
    assert (settings.port, settings.sources["port"]) == (9000, "KASHAF_PORT")


def test_a_flag_goes_before_the_environment() -> None:
    settings = Settings.load({"port": "9001"}, {"KASHAF_PORT": "9000"})
    assert (settings.port, settings.sources["port"]) == (9001, "--port")


def test_a_flag_that_is_none_was_not_given() -> None:
    settings = Settings.load({"port": None}, {"KASHAF_PORT": "9000"})
    assert settings.port == 9000


def test_an_empty_variable_was_not_given() -> None:
    assert Settings.load(environ={"KASHAF_INDEX": ""}).index == Path("index")


def test_variables_of_others_do_not_matter() -> None:
    assert Settings.load(environ={"PORT": "1", "KASHAF_NOSUCH": "x"}) == Settings.load(environ={})


def test_unknown_variable_is_reported_with_the_similar_setting() -> None:
    environ = {"KASHAF_INDX": "x", "KASHAF_NOSUCH": "x", "KASHAF_INDEX": "x", "PORT": "1"}
    assert list(unknown_variables(environ)) == [
        "KASHAF_INDX is no setting; did you mean KASHAF_INDEX?",
        "KASHAF_NOSUCH is no setting",
    ]


@pytest.mark.parametrize(
    "name",
    [
        "SERVICE_HOST", "SERVICE_PORT", "SERVICE_PORT_HTTP", "WEB_SERVICE_HOST",
        "PORT_8000_TCP", "PORT_8000_TCP_ADDR", "WEB_PORT_8000_TCP_PROTO",
    ],
)  # fmt: skip
def test_kubernetes_service_variables_are_ignored(name: str) -> None:
    assert list(unknown_variables({f"KASHAF_{name}": "x"})) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "65536"), ("port", "-1"), ("port", "http"), ("port", "8000.0"), ("port", " 80"), ("port", "9" * 5_000),
        ("keep", "0"), ("keep", "many"), ("threads", "0"), ("threads", "1e3"), ("threads", "²"),
        ("engine", "foo"), ("log", "foo"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_used_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        Settings.load(environ={f"KASHAF_{name.upper()}": value})


@pytest.mark.parametrize(("name", "value"), [("port", "0"), ("port", "65535"), ("keep", "1")])
def test_the_bounds_themselves_can_be_used(name: str, value: str) -> None:
    assert getattr(Settings.load({name: value}, {}), name) == int(value)


@pytest.mark.parametrize(
    "value", ["example.org", "https://a.example/", "https://a.example,b", "*.org"]
)
def test_a_site_that_no_browser_names_so_is_refused(value: str) -> None:
    with pytest.raises(SettingError, match=r"cors: .* is no origin"):
        Settings.load(environ={"KASHAF_CORS": value})


@pytest.mark.parametrize(
    "hosts",
    [
        "https://search.example",
        "*.example",
        "search.example/",
        "a b",
        "a:port",
        "search.example,,x/y",
    ],
)
def test_invalid_host_is_refused(hosts: str) -> None:
    with pytest.raises(SettingError, match=r"hosts: .* is no name such as search\.example\.org"):
        Settings.load(environ={"KASHAF_HOSTS": hosts})


@pytest.mark.parametrize(
    "host", ["search.example.org", ".example.org", "localhost:8000", "[::1]:80", "بحث.example"]
)
def test_names_of_hosts(host: str) -> None:
    assert Settings.load(environ={"KASHAF_HOSTS": host}).hosts == (host,)


@pytest.mark.parametrize(
    ("typed", "read"), [("/press", "/press"), ("/a/b-c/", "/a/b-c"), ("/", "")]
)
def test_paths_that_the_site_lies_below(typed: str, read: str) -> None:
    assert Settings.load(environ={"KASHAF_PREFIX": typed}).prefix == read


@pytest.mark.parametrize(
    "typed", ["press", "/a b", "//host", "/a//b", "/../x", "https://a/b", "/ص"]
)
def test_invalid_prefix_is_refused(typed: str) -> None:
    with pytest.raises(SettingError, match=r"prefix: .* is no path such as /press"):
        Settings.load(environ={"KASHAF_PREFIX": typed})
