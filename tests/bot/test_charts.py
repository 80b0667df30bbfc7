"""The picture of a trend: what is drawn where, for any length of time and any words, and its signed address."""

import random
from collections import Counter
from datetime import date, timedelta
from io import BytesIO

import pytest
from PIL import Image

from bot.charts import Chart, Peak, chart_json, chart_of, charted
from bot.web.drawing import WIDTH, png
from bot.web.signing import picture_address, read_picture

FIRST = date(2026, 2, 1)
KEY = b"key"
BASE = 128 + 336  # where the bars stand


def chart(days: int = 6, story: str = "Quay falls", topic: str = "Mara Lind", top: int = 9) -> Chart:
    counts = Counter({FIRST + timedelta(days=1): top, FIRST + timedelta(days=days - 2): 1})
    peaks = (
        Peak(n=1, day=FIRST + timedelta(days=1), texts=top, story=story),
        Peak(n=2, day=FIRST + timedelta(days=days - 2), texts=1, story=story),
    )
    return charted(topic, counts, FIRST, FIRST + timedelta(days=days - 1), peaks)


def drawn(of: Chart) -> Image.Image:
    image = Image.open(BytesIO(png(of)))
    assert image.format == "PNG"
    return image.convert("RGB")


def dark_rows(image: Image.Image, x: int) -> int:
    """How many pixels of a column have a peak's colour."""
    return sum(image.getpixel((x, y)) == (27, 100, 181) for y in range(BASE))


def test_the_highest_days_stand_as_high_as_they_are_at_their_place() -> None:
    image = drawn(chart())
    assert (image.width, image.getpixel((0, 0))) == (WIDTH, (255, 255, 255))
    room = (WIDTH - 84 - 36) / 6
    high, low, none = (dark_rows(image, round(84 + room * (place + 0.5)) + 20) for place in (1, 4, 2))
    assert none == 0
    assert high == pytest.approx(9 * low, rel=0.05)


@pytest.mark.parametrize("days", [3, 7, 8, 30, 62, 63, 365, 1500])
@pytest.mark.parametrize("top", [1, 4, 60, 12_345])
def test_any_length_of_time_and_any_height_is_drawn(days: int, top: int) -> None:
    image = drawn(chart(days=days, top=top))
    assert image.height < WIDTH


@pytest.mark.parametrize(
    "words", ["", "a" * 400, "Zelenskyy’s “plan” — Erdoğan, Łódź, Київ", "\x00\u202e\n@channel <b>", "谷 🎉", "\ud800"]
)
def test_any_words_are_drawn_within_the_picture(words: str) -> None:
    image = drawn(chart(story=words, topic=words))
    edge = [image.getpixel((WIDTH - 1, y)) for y in range(image.height)]
    assert set(edge) == {(255, 255, 255)}


def test_its_address_holds_it_fits_slack_and_is_nobodys_to_make() -> None:
    chance = random.Random(1)
    counts = Counter({FIRST + timedelta(days=n): chance.randint(1, 999) for n in range(62)})
    story = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz ’é", k=150))
    peaks = tuple(Peak(n=n, day=FIRST, texts=9, story=story[n:] + story[:n]) for n in (1, 2, 3))
    full = charted(story, counts, FIRST, FIRST + timedelta(days=61), peaks)
    address = picture_address("https://record.example", full, key=KEY)
    assert len(address) <= 3_000
    packed, signature = address.removeprefix("https://record.example/charts/").split(".png?signature=")
    assert read_picture(packed, signature, key=KEY) == full == chart_of(chart_json(full))
    assert read_picture(packed, signature, key=b"other") is None
    assert read_picture(packed[:-2] + "AA", signature, key=KEY) is None
    assert read_picture(packed, "", key=KEY) is None
    assert read_picture(packed, "é", key=KEY) is None
