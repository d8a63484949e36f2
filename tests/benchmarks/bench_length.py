"""What a text four times as long costs to read, of each shape in tests/long_shapes.py: `make bench`
prints ratios of CPU time and fails where it is much more than four times as much.

KG_BENCH_LENGTH is the length of the shorter text in characters.
"""

import os
import time

import pytest

from kg.language import parse
from kg.model import Article
from tests.long_shapes import SHAPES

LENGTH = int(os.environ.get("KG_BENCH_LENGTH", "12000"))
TIMES, RUNS = 4, 2
ALLOWED = 4.6  # times the cost
ALLOWED_OF_NEWS = 5.0  # times the cost of a character of news
LEAST = 0.2  # seconds: less is not worth a ratio


def seconds_to_read(text):
    """CPU seconds that reading takes, at best; none for a text that is refused."""
    return min(_seconds_of_one_run(text) for _ in range(RUNS))


def _seconds_of_one_run(text):
    began = time.process_time()
    for _ in parse([Article("long", text, date="2024-05-15")]):
        pass
    return time.process_time() - began


@pytest.fixture(scope="module")
def news():
    """CPU seconds a character of ordinary news takes."""
    text = SHAPES["news"](LENGTH)
    seconds_to_read(text)  # the model is loaded now
    return seconds_to_read(text) / len(text)


@pytest.mark.parametrize("shape", SHAPES)
def test_length(shape, news):
    """Reading costs a constant sum a character, and no shape much more than another."""
    short, long = SHAPES[shape](LENGTH), SHAPES[shape](TIMES * LENGTH)
    few, many = seconds_to_read(short), seconds_to_read(long)
    ratio, of_news = many / max(few, LEAST / TIMES), many / len(long) / news
    print(f"{shape:24} {many:7.2f} s, {ratio:5.2f} times; {of_news:5.2f} times news a character")
    assert many < LEAST or ratio <= ALLOWED
    assert of_news <= ALLOWED_OF_NEWS
