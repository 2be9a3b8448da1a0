"""Unexpected failures are shown, and have their own exit code."""

import errno
import sys

import pytest

from indexer.cli import faults
from webapp import command


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyError("bug"), "KeyError: 'bug'"),
        (OSError(errno.EIO, "Input/output error"), "OSError: [Errno 5] Input/output error"),
        (OSError(errno.EMFILE, "Too many open files"), "too little: Too many open files"),
        (MemoryError(), "too little: not enough memory"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_unexpected_error_has_its_own_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: Exception, said: str
) -> None:
    def fails(**_: object) -> None:
        raise error

    monkeypatch.setattr(command, "kashaf", fails)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == faults.FAULT == 70
    shown = capsys.readouterr().err
    assert shown.splitlines()[-1].endswith(said)
    assert ("Traceback" in shown) == ("too little" not in said)


def test_unexpected_error_has_its_exit_code_with_closed_stderr(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(command, "kashaf", fails)
    monkeypatch.setattr(faults, "_print_exhausted", fails)
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == faults.FAULT


def test_exit_code_of_the_command_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(command, "kashaf", lambda **_: sys.exit(1))
    with pytest.raises(SystemExit) as ended:
        command.main()
    assert ended.value.code == 1
