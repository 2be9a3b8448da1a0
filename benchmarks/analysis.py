"""How fast text is analysed, beside Lucene's Arabic chain (ported) and Snowball (where PyStemmer is).

    python -m benchmarks.analysis [DOCS.jsonl[.gz]] [--limit 3000]

Prints CPU time, medians of interleaved rounds: tokens a second of running text with warm memos (for us
all three layers, tokenising included), distinct words a second with cold ones, and the memory of the
lexicon. Without DOCS the two seeds are read over and over, which flatters everybody.
"""

import argparse
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.documents import read_texts
from indexer.arabic.analyzer import Analyzer
from indexer.arabic.lexicon import entries
from indexer.arabic.orthography.tokenizer import spans

_ROUNDS = 5
_LUCENE_WORD = re.compile(r"\w+(?:[\u064b-\u0652]\w*)*")
_LUCENE_FOLD = str.maketrans({"آ": "ا", "أ": "ا", "إ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_LUCENE_FOLD.update(dict.fromkeys(range(0x064B, 0x0653)))
# (letters, what must remain), as org.apache.lucene.analysis.ar.ArabicStemmer takes them off.
_LUCENE_PREFIXES = (("وال", 2), ("بال", 2), ("كال", 2), ("فال", 2), ("لل", 2), ("ال", 2), ("و", 3))
_LUCENE_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ية", "ه", "ة", "ي")

Chain = Callable[[str], object]


def lucene_word(word: str) -> str:
    word = word.lower().translate(_LUCENE_FOLD)
    for prefix, left in _LUCENE_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= left:
            word = word[len(prefix) :]
            break
    for suffix in _LUCENE_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    return word


def memoise(stem: Callable[[str], str]) -> Chain:
    memo: dict[str, str] = {}

    def chain(text: str) -> list[str]:
        terms = []
        for word in _LUCENE_WORD.findall(text):
            term = memo.get(word)
            if term is None:
                term = memo[word] = stem(word)
            terms.append(term)
        return terms

    return chain


def ours() -> Chain:
    analyzer = Analyzer()

    def chain(text: str) -> tuple[list[str], list[str], list[str]]:
        words = analyzer.analyse(text).words
        content = [word for word in words if not word.stop]
        return (
            [word.exact for word in words],
            [word.stem for word in content],
            [word.root for word in content],
        )

    return chain


def chains() -> dict[str, Chain]:
    found = {"kashaf, three layers": ours(), "Lucene's chain in Python": memoise(lucene_word)}
    try:
        import Stemmer
    except ImportError:
        print("Snowball left out: pip install PyStemmer")
    else:
        found["Snowball (C)"] = memoise(Stemmer.Stemmer("arabic").stemWord)
    return found


def texts(path: Path | None, limit: int) -> list[str]:
    if path is None:
        seeds = Path(__file__).parents[1] / "seeds"
        return [seed.read_text("utf-8") for seed in sorted(seeds.glob("*.txt"))] * (limit // 2)
    return read_texts(path, limit)


def seconds(work: Iterator[object]) -> float:
    started = time.process_time()
    for _ in work:
        pass
    return time.process_time() - started


def warm(read: Sequence[str]) -> None:
    tokens = sum(1 for text in read for _ in spans(text))
    asked = chains()
    for chain in asked.values():
        seconds(map(chain, read))
    spent: dict[str, list[float]] = {name: [] for name in asked}
    for _ in range(_ROUNDS):
        for name, chain in asked.items():
            spent[name].append(seconds(map(chain, read)))
    print(f"running text, {tokens:,} tokens, warm:")
    for name, times in spent.items():
        print(f"  {tokens / statistics.median(times):12,.0f} tokens/s  {name}")


def cold(read: Sequence[str]) -> None:
    vocabulary = sorted({span.surface for text in read for span in spans(text)})
    rates = []
    for _ in range(3):
        analyzer = Analyzer()
        rates.append(len(vocabulary) / seconds(map(analyzer.word, vocabulary)))
    lucene = len(vocabulary) / seconds(map(lucene_word, vocabulary))
    print(f"vocabulary, {len(vocabulary):,} distinct words, cold:")
    print(f"  {statistics.median(rates):12,.0f} words/s  kashaf, three layers")
    print(f"  {lucene:12,.0f} words/s  Lucene's chain in Python")


def memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    entries.lexicon()
    spent = time.process_time() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(f"lexicon: {(after - before) / 1024:.0f} MB, loaded in {1000 * spent:.0f} ms")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("docs", type=Path, nargs="?")
    options.add_argument("--limit", type=int, default=3000)
    asked = options.parse_args()
    memory()
    read = texts(asked.docs, asked.limit)
    warm(read)
    cold(read)


if __name__ == "__main__":
    main()
