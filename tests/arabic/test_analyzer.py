"""The analyzer as a whole. Nothing here depends on how the stemmer reads a word."""

import random
import subprocess
import sys
import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import rolling_hash
from indexer.arabic import memo
from indexer.arabic.analyzer import Analyzer, standard
from indexer.arabic.glossary import STOPS
from indexer.arabic.layers import LAYERS
from indexer.arabic.orthography.normalizer import clean, fold
from indexer.arabic.orthography.tokenizer import spans
from indexer.arabic.words import LONGEST_TERM, Word
from tests import shipped

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآؤئءـ\u064e\u0651"


def seed_text() -> str:
    return "\n\n".join(shipped.texts())


def made_words(count: int) -> list[str]:
    dice = random.Random(1)
    return ["".join(dice.choices(LETTERS, k=dice.randint(1, 12))) for _ in range(count)]


def test_tokens_are_the_spans_of_the_text() -> None:
    text = seed_text()
    assert [token[:4] for token in standard().tokens(text)] == [tuple(s) for s in spans(text)]


def test_a_word_is_cleaned_and_folded_as_the_normalizer_says() -> None:
    for token in standard().tokens(seed_text()):
        assert token.word.form == clean(token.surface)
        assert token.word.exact == fold(token.surface)


def test_every_word_has_a_term_in_every_layer() -> None:
    for token in standard().tokens(seed_text()):
        assert all(token.word.term(layer) for layer in LAYERS), token


@given(st.text(st.characters(), max_size=40))
def test_any_text_is_analysed(text: str) -> None:
    for token in standard().tokens(text):
        assert text[token.start : token.end] == token.surface
        assert token.word.exact
        assert token.word.stem


@given(st.text(st.sampled_from(LETTERS), min_size=1, max_size=14))
def test_tatweel_and_marks_do_not_change_the_spelling(surface: str) -> None:
    decorated = "ـ".join(surface)
    unmarked = surface.replace("\u064e", "").replace("\u0651", "")
    for bare, dressed, plain in zip(
        *map(standard().tokens, (surface, decorated, unmarked)), strict=False
    ):
        assert dressed.word == bare.word
        assert (plain.word.form, plain.word.exact) == (bare.word.form, bare.word.exact)


def test_equal_folds_have_equal_stems_and_roots() -> None:
    for surface in ("الهجرة", "مسؤول", "إدارة", "على", "كتاباً"):
        word = standard().word(surface)
        again = standard().word(clean(surface))
        assert (again.exact, again.stem, again.root) == (word.exact, word.stem, word.root)


def test_eight_threads_give_the_same_readings_as_one() -> None:
    words = made_words(20_000)
    with ThreadPoolExecutor(8) as pool:
        shared = Analyzer()
        shares = [words[n:] + words[:n] for n in range(0, len(words), len(words) // 8)]
        answers = list(
            pool.map(lambda share: dict(zip(share, _read(shared, share), strict=True)), shares)
        )
    alone = dict(zip(words, _read(Analyzer(), words), strict=True))
    assert all(answer == alone for answer in answers)


def _read(reading: Analyzer, words: list[str]) -> list[Word]:
    return [reading.word(word) for word in words]


PROGRAM = """
import hashlib, pathlib, sys
from indexer.arabic.analyzer import standard
text = pathlib.Path(sys.argv[1]).read_text("utf-8")
read = repr(list(standard().tokens(text)))
print(standard().fingerprint, hashlib.sha256(read.encode()).hexdigest())
"""


def test_processes_with_other_hash_seeds_agree(tmp_path: Path) -> None:
    text = tmp_path / "text"
    text.write_text(seed_text() + " ".join(made_words(2_000)), "utf-8")
    answers = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM, text],
            env={"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    (answer,) = answers
    assert answer.split()[0] == standard().fingerprint


@pytest.mark.timeout(20)
def test_a_word_of_a_megabyte_has_a_short_term() -> None:
    (token,) = standard().tokens("ب" * 1_000_000)
    assert token.end == 1_000_000
    assert len(token.word.exact) <= LONGEST_TERM


@pytest.mark.parametrize("text", ["\ud800", "هجرة\udfff", "\0", "هج\0رة", "\ud83d\ude00 هجرة"])
def test_lone_surrogates_and_nul_are_no_error(text: str) -> None:
    assert all(text[t.start : t.end] == t.surface for t in standard().tokens(text))


def test_marks_that_stand_alone_are_no_tokens_and_take_no_position() -> None:
    text = "الهجرة ـــ \u064e \u200f الإقليمية"
    assert [(token.surface, token.position) for token in standard().tokens(text)] == [
        ("الهجرة", 0),
        ("الإقليمية", 1),
    ]


def test_the_memo_is_bounded() -> None:
    one = Analyzer()
    one.word("هجرة")  # the lexicon is loaded
    tracemalloc.start()
    for n in range(300):
        one.word(chr(ord("ب") + n % 20) + "ا" * 100_000 + str(n))
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert held < 5_000_000


def test_the_memo_does_not_change_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 40)
    text = " ".join(made_words(100)) + seed_text()
    forgetful = Analyzer()
    for _ in range(2):
        for part in text.split():
            known, anew = standard().analyse(part), forgetful.analyse(part)
            assert anew.words == known.words
            assert anew.positions.tolist() == known.positions.tolist()
            assert (anew.length, anew.runs) == (known.length, known.runs)
            assert len(forgetful._memo) <= 40 + len(part)


def test_the_memo_keeps_the_words_of_most_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memo, "_MOST", 40)
    often, rare = "الهجرة والوزارات", [f"word{n}" for n in range(200)]
    forgetful = Analyzer()
    forgetful.analyse("وزارةالصحة")
    for word in rare:
        forgetful.analyse(f"{often} {word}")
    held = forgetful._memo
    assert {*often.split(), *rare[-10:]} <= held.keys()
    assert rare[0] not in held
    words = held.glossary.words
    assert all(words[number] == standard().word(surface) for surface, number in held.items())


class _Overtaken(memo.Memo):
    """A memo whose counts another thread replaces at once by shorter ones."""

    def __setattr__(self, name: str, value: object) -> None:
        super().__setattr__(name, np.zeros(0, np.uint32) if name == "_texts" else value)


def test_texts_are_counted_while_another_thread_counts() -> None:
    overtaken = _Overtaken(standard().word, lambda _: ())
    overtaken.count_text(np.array([overtaken["هجرة"]], np.uint32))
    assert overtaken.keys() == {"هجرة"}


@given(st.text(LETTERS[:4] + LETTERS[-3:] + "  \n\n\n\u200f()12a", max_size=200))
def test_a_text_has_the_words_and_positions_of_its_tokens(text: str) -> None:
    tokens, found = list(standard().tokens(text)), standard().analyse(text)
    assert found.words == [token.word for token in tokens]
    assert found.positions.tolist() == [token.position for token in tokens]
    assert found.length == sum(not token.word.stop for token in tokens)
    assert found.runs == standard().runs(found.words)
    assert found.glossary.hashes[found.numbers].tolist() == [
        rolling_hash.hash_text(token.word.exact) for token in tokens
    ]


def test_the_names_of_a_text_are_those_of_its_words() -> None:
    for text in (seed_text(), "شهر مارس 2025 كانون الأول", "في مدينة ليان يون قانغ"):
        found = standard().analyse(text)
        assert found.runs
        assert found.runs == standard().runs(found.words)


def test_threads_number_words_alike() -> None:
    texts = [" ".join(made_words(3_000)[n::8]) for n in range(8)] * 2
    shared = Analyzer()
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(shared.analyse, texts))
    for text, each in zip(texts, found, strict=True):
        assert each.words == standard().analyse(text).words
        stops = each.glossary.kinds[each.numbers] & STOPS
        assert stops.tolist() == [int(word.stop) for word in each.words]


@pytest.mark.parametrize(
    ("word", "stem"), [("وسنحاسبهم", "حاسب"), ("فسيقطفون", "قطف"), ("فلكوكبنا", "كوكب")]
)
def test_many_affixes_are_read_if_the_rest_is_a_word(word: str, stem: str) -> None:
    assert standard().reading(standard().word(word)).likeliest == stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("وتغيثها", "أغاث"),
        ("فأذابتها", "أذاب"),
        ("وسيرقمنونها", "رقمن"),
        ("فسيكسبونها", "يكسب"),
    ],
)
def test_a_rare_verb_may_have_many_affixes(word: str, stem: str) -> None:
    analyzer = standard()
    assert analyzer.lemma(analyzer.word(word)) == analyzer.lemma(analyzer.word(stem))


@pytest.mark.parametrize("word", ["سيلفانا", "هيرناني", "فلاتة", "ومايفير", "لأنسنة"])
def test_a_foreign_word_is_no_rare_verb_with_many_affixes(word: str) -> None:
    assert not standard().reading(standard().word(word)).is_listed


@pytest.mark.parametrize("name", ["بتروكيماويات", "أوروغواي", "بيشمركة", "جيوسياسي"])
def test_a_name_has_the_same_root_with_and_without_its_article(name: str) -> None:
    assert standard().word(name).root == standard().word("ال" + name).root
