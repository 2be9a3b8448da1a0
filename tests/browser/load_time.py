"""How soon pages of results are complete in Chromium, on a server that runs:

    python -m tests.browser.load_time http://127.0.0.1:8000 [WORD ...]

prints medians in milliseconds: until the load event, of that the server's part, and the greatest layout shift.
"""

import statistics
import sys
from urllib.parse import quote

from tests.browser.chromium import launch

WORDS = "الهجرة التعاون المسافرين الحدود ندوة بكين المنظمة خدمات الجوازات مذكرة".split()
PAGES = 4
_TIMES = """() => new Promise(done => {
  let shift = 0;
  new PerformanceObserver(list => { for (const entry of list.getEntries()) shift += entry.value; })
    .observe({ type: "layout-shift", buffered: true });
  const [{ loadEventEnd, requestStart, responseStart }] = performance.getEntriesByType("navigation");
  setTimeout(() => done([loadEventEnd, responseStart - requestStart, shift]), 150);
})"""


def main(server: str, words: list[str]) -> None:
    with launch() as browser, browser.new_context(locale="ar") as context:
        page = context.new_page()
        page.goto(server)  # what a browser asks for once: style, fonts, script
        times = []
        for number in range(1, PAGES + 1):
            for word in words:
                page.goto(f"{server}/?q={quote(word)}&page={number}")
                times.append(page.evaluate(_TIMES))
    load, served, shift = zip(*times, strict=True)
    print(
        f"{len(times)} pages: load {statistics.median(load):.0f} ms, of that the server "
        f"{statistics.median(served):.0f} ms; layout shift at most {max(shift):.3f}"
    )


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), sys.argv[2:] or WORDS)
