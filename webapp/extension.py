"""Values that an application holds for all of its requests."""

from typing import Generic, TypeVar, cast

from flask import Flask, current_app

T = TypeVar("T")


class Extension(Generic[T]):
    """A typed entry of `Flask.extensions`."""

    def __init__(self, name: str) -> None:
        self._key = f"kashaf_{name}"

    def set(self, app: Flask, value: T) -> None:
        app.extensions[self._key] = value

    def get(self, app: Flask = current_app) -> T:
        """The value in an application, by default in the current one."""
        return cast(T, app.extensions[self._key])
