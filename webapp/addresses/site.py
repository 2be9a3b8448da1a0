"""The language that a request is answered in, and links that keep it."""

from dataclasses import dataclass

from flask import Response, request

from webapp import texts
from webapp.addresses import links
from webapp.addresses.search_address import SearchAddress
from webapp.texts import Texts

PARAMETER = "lang"


@dataclass(frozen=True, slots=True)
class Site:
    """``named_language`` is the language that the address names; empty if it was negotiated."""

    texts: Texts
    named_language: str

    @classmethod
    def for_request(cls) -> "Site":
        """The site in the language of the current request; `lang` is ignored if unknown."""
        sent = request.args.get(PARAMETER, "")
        language = texts.negotiate(sent, request.accept_languages)
        return cls(texts.for_language(language), sent if sent == language else "")

    def localize(self, address: str) -> str:
        """An address of this site, with the language that the current one names."""
        return _with_language(address, self.named_language) if self.named_language else address

    def link_to(self, route: str) -> str:
        """The localized address of a route."""
        return self.localize(links.from_root(route))

    def search_page(self, search: SearchAddress) -> str:
        """The localized address of a search."""
        return self.localize(links.page(search))

    def alternatives(self) -> list[tuple[Texts, str]]:
        """Every language with the address of the current page in it."""
        here = links.without_parameters([PARAMETER])
        return [
            (texts.for_language(language), _with_language(here, language))
            for language in texts.LANGUAGES
        ]

    def cache_key(self, canonical: str) -> str:
        """Identifies the answer of a canonical address in this language."""
        return f"{canonical} {self.texts.language}"

    def add_language_headers(self, response: Response) -> Response:
        """Set Content-Language and, if the language was negotiated, add to Vary."""
        response.headers["Content-Language"] = self.texts.language
        if not self.named_language:
            response.vary.add("Accept-Language")
        return response


def _with_language(address: str, language: str) -> str:
    path, hash_sign, fragment = address.partition("#")
    separator = "&" if "?" in path else "?"
    return f"{path}{separator}{PARAMETER}={language}{hash_sign}{fragment}"
