"""The language that a request is answered in, and how the links of its answer stay in it."""

from dataclasses import dataclass

from flask import Response, request

from indexer.results import SearchRequest
from webapp import texts
from webapp.addresses import links
from webapp.texts import Texts

PARAMETER = "lang"


@dataclass(frozen=True, slots=True)
class Site:
    """``chosen`` is the language that the address names, empty where the client's preference decided."""

    texts: Texts
    chosen: str

    @classmethod
    def current(cls) -> "Site":
        """Of the current request; a language that there is not is as none."""
        sent = request.args.get(PARAMETER, "")
        language = texts.negotiated(sent, request.accept_languages)
        return cls(texts.of(language), sent if sent == language else "")

    def link(self, address: str) -> str:
        """An address of this site that keeps the chosen language."""
        return _with_language(address, self.chosen) if self.chosen else address

    def to(self, route: str) -> str:
        """The same of a route that stands for itself."""
        return self.link(links.at(route))

    def page(self, request: SearchRequest) -> str:
        """The page of a search."""
        return self.link(links.page(request))

    def elsewhere(self) -> list[tuple[Texts, str]]:
        """Every language with the address of this very page in it."""
        here = links.without([PARAMETER])
        return [
            (texts.of(language), _with_language(here, language)) for language in texts.LANGUAGES
        ]

    def key(self, canonical: str) -> str:
        """What tells apart the answers that one canonical address gets by language."""
        return f"{canonical} {self.texts.language}"

    def label(self, answer: Response) -> Response:
        """Say which language the answer is in and, where that was negotiated, that it was."""
        answer.headers["Content-Language"] = self.texts.language
        if not self.chosen:
            answer.vary.add("Accept-Language")
        return answer


def _with_language(address: str, language: str) -> str:
    path, hash_sign, fragment = address.partition("#")
    joint = "&" if "?" in path else "?"
    return f"{path}{joint}{PARAMETER}={language}{hash_sign}{fragment}"
