"""The examples in the help of the API, with curl and Python's requests; a test runs them all."""

from typing import NamedTuple

# Where `make serve` listens.
SITE = "http://127.0.0.1:8000"


class Example(NamedTuple):
    title: str
    curl: str
    python: str

    def at(self, base: str, prefix: str) -> "Example":
        """The example for a site that lies below the path `prefix` of the host `base`."""
        curl, python = (
            text.replace("/api/", f"{prefix}/api/").replace(SITE, base)
            for text in (self.curl, self.python)
        )
        return Example(self.title, curl, python)


EXAMPLES = (
    Example(
        "Search: the titles of the hits, with their matches marked",
        f"curl --get {SITE}/api/v1/search --data-urlencode q=الهجرة",
        f"""import requests

answer = requests.get("{SITE}/api/v1/search", params={{"q": "الهجرة"}}, timeout=10)
answer.raise_for_status()
for hit in answer.json()["hits"]:
    print(hit["published"], hit["title_html"])
""",
    ),
    Example(
        "Filter and sort: one year, newest first, three keys of each hit",
        f"curl --get {SITE}/api/v1/search --data-urlencode q=الهجرة"
        " -d year=2025 -d sort=-published -d fields=title,published,url",
        f"""import requests

asked = {{"q": "الهجرة", "year": 2025, "sort": "-published", "fields": "title,published,url"}}
answer = requests.get("{SITE}/api/v1/search", params=asked, timeout=10)
print(answer.json()["total"]["value"], answer.json()["hits"])
""",
    ),
    Example(
        "Walk through all hits, however many: follow links.next as it is",
        f"curl --get {SITE}/api/v1/search -d per_page=100 -d facets=0 -d highlight=none",
        f"""import requests

address = "/api/v1/search?per_page=100&facets=0&highlight=none"
while address:
    answer = requests.get("{SITE}" + address, timeout=10)
    if answer.status_code == 410:  # another index was built meanwhile: begin again, or use export
        break
    for hit in answer.json()["hits"]:
        print(hit["id"])
    address = answer.json()["links"]["next"]
""",
    ),
    Example(
        "Ask again only if something changed",
        f"curl --get {SITE}/api/v1/search --data-urlencode q=الهجرة --etag-save tag.txt --output first.json"
        f" && curl --get {SITE}/api/v1/search --data-urlencode q=الهجرة --etag-compare tag.txt --write-out '%{{http_code}}'",
        f"""import requests

asked = {{"q": "الهجرة"}}
first = requests.get("{SITE}/api/v1/search", params=asked, timeout=10)
again = requests.get(
    "{SITE}/api/v1/search",
    params=asked,
    headers={{"If-None-Match": first.headers["ETag"]}},
    timeout=10,
)
print(again.status_code)  # 304: nothing changed
""",
    ),
    Example(
        "How each word of a text is read",
        f"curl --get {SITE}/api/v1/analyze --data-urlencode 'text=وللمدارس في ٢٠٢٥'",
        f"""import requests

answer = requests.get("{SITE}/api/v1/analyze", params={{"text": "وللمدارس"}}, timeout=10)
for token in answer.json()["tokens"]:
    print(token["surface"], token["stem"], token["root"])
""",
    ),
    Example(
        "Errors say what is wrong, in the language asked for",
        f"curl --get {SITE}/api/v1/search -d page=0 --header 'Accept-Language: en'",
        f"""import requests

answer = requests.get("{SITE}/api/v1/search", params={{"page": 0}}, timeout=10)
if not answer.ok:
    for error in answer.json()["errors"]:
        print(error["parameter"], error["detail"])
""",
    ),
)
