"""A chart as a PNG: bars, a day axis, and under them the highest days with their stories, at two pixels a point."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from bot import messages
from bot.charts import Chart

WIDTH = 1440  # pixels; Slack shows it half as wide
_LEFT, _RIGHT, _TOP, _PLOT = 84, 36, 128, 336
_AXIS, _ROW, _BOTTOM = 76, 46, 26
_MARK = 15  # radius of a peak's number
_WIDEST_BAR = 64
_PAPER, _INK, _SOFT, _LINE = "#ffffff", "#1d1c1d", "#5c5b5e", "#e4e4e7"
_BAR, _HIGH = "#9dbfe4", "#1b64b5"
_LABELS = 8  # on the day axis
_MONTHS = 150  # days from which months are named instead


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """What is drawn on; fonts are opened for each drawing, because threads may not share them."""

    draw: ImageDraw.ImageDraw
    big: ImageFont.FreeTypeFont
    plain: ImageFont.FreeTypeFont
    small: ImageFont.FreeTypeFont


def png(chart: Chart) -> bytes:
    """The picture's bytes."""
    height = _TOP + _PLOT + _AXIS + _ROW * len(chart.peaks) + _BOTTOM
    image = Image.new("RGB", (WIDTH, height), _PAPER)
    sheet = _Sheet(draw=ImageDraw.Draw(image), big=_font(38), plain=_font(29), small=_font(25))
    title = messages.chart_title(chart.topic, chart.each)
    sheet.draw.text((_LEFT - 48, 28), _fitting(title, sheet.big, WIDTH - _LEFT), font=sheet.big, fill=_INK)
    top = _scale(sheet, max(chart.sums))
    _bars(sheet, chart, top)
    _days(sheet, chart)
    _stories(sheet, chart)
    out = BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _scale(sheet: _Sheet, most: int) -> int:
    """Lines at round numbers; the number at the top."""
    step: int = next(s * 10**e for e in range(9) for s in (1, 2, 5) if 4 * s * 10**e >= most)
    top = -(-most // step) * step
    for value in range(0, top + 1, step):
        y = _TOP + _PLOT - _PLOT * value // top
        sheet.draw.line((_LEFT, y, WIDTH - _RIGHT, y), fill=_LINE if value else _SOFT, width=2)
        sheet.draw.text((_LEFT - 14, y), str(value), font=sheet.small, fill=_SOFT, anchor="rm")
    return top


def _bars(sheet: _Sheet, chart: Chart, top: int) -> None:
    peaks = {chart.place(peak.day): peak for peak in reversed(chart.peaks)}
    room = _room(chart)
    half = max(3, min(_WIDEST_BAR, int(room * 0.72)) // 2)
    for place, n in enumerate(chart.sums):
        if not n:
            continue
        x, y = _middle(chart, place), _TOP + _PLOT - _PLOT * n // top
        peak = peaks.get(place)
        box = (x - half, min(y, _TOP + _PLOT - 4), x + half, _TOP + _PLOT)
        sheet.draw.rounded_rectangle(box, 5, fill=_HIGH if peak else _BAR, corners=(True, True, False, False))
        if peak is not None:
            _mark(sheet, x, y - _MARK - 6, peak.n)


def _mark(sheet: _Sheet, x: float, y: float, n: int) -> None:
    """A peak's number in a ring."""
    box = (x - _MARK, y - _MARK, x + _MARK, y + _MARK)
    sheet.draw.ellipse(box, fill=_PAPER, outline=_HIGH, width=2)
    sheet.draw.text((x, y), str(n), font=sheet.small.font_variant(size=21), fill=_HIGH, anchor="mm")


def _days(sheet: _Sheet, chart: Chart) -> None:
    """The days under the bars, or the months of a long time; a year where it begins."""
    y, free = _TOP + _PLOT, 0.0
    for place in _named(chart):
        day, x = chart.day(place), _middle(chart, place)
        label = _month(day) if _is_long(chart) else f"{day.day} {day:%b}"
        if x - sheet.small.getlength(label) / 2 < free:
            continue
        sheet.draw.line((x, y, x, y + 8), fill=_SOFT, width=2)
        half = sheet.small.getlength(label) / 2
        at = min(x, WIDTH - _RIGHT - half)
        sheet.draw.text((at, y + 16), label, font=sheet.small, fill=_SOFT, anchor="ma")
        free = at + half + 16


def _named(chart: Chart) -> list[int]:
    if not _is_long(chart):
        return list(range(0, len(chart.sums), max(1, -(-len(chart.sums) // _LABELS))))
    first: dict[tuple[int, int], int] = {}
    for place in range(len(chart.sums)):
        first.setdefault((chart.day(place).year, chart.day(place).month), place)
    places = list(first.values())
    return places[:: max(1, -(-len(places) // 12))]


def _is_long(chart: Chart) -> bool:
    return (chart.last - chart.first).days >= _MONTHS


def _month(day: date) -> str:
    return f"{day:%b %Y}" if day.month == 1 else f"{day:%b}"


def _stories(sheet: _Sheet, chart: Chart) -> None:
    """The highest days, each with its number, how many texts there were, and what it was about."""
    for row, peak in enumerate(chart.peaks):
        y = _TOP + _PLOT + _AXIS + _ROW * row + _ROW // 2
        _mark(sheet, _LEFT - 32, y, peak.n)
        when = f"{peak.day.day} {peak.day:%b}, {messages.texts_counted(peak.texts)}"
        sheet.draw.text((_LEFT, y), when, font=sheet.plain, fill=_HIGH, anchor="lm")
        x = _LEFT + sheet.plain.getlength(when) + 20
        story = _fitting(peak.story, sheet.plain, WIDTH - _RIGHT - x)
        sheet.draw.text((x, y), story, font=sheet.plain, fill=_INK, anchor="lm")


def _room(chart: Chart) -> float:
    """How wide a bar and the gap beside it are."""
    return (WIDTH - _LEFT - _RIGHT) / len(chart.sums)


def _middle(chart: Chart, place: int) -> int:
    return round(_LEFT + _room(chart) * (place + 0.5))


def _fitting(text: str, font: ImageFont.FreeTypeFont, width: float) -> str:
    """One line that is no wider; what is cut off is a whole word where that leaves any."""
    line = "".join(character for character in " ".join(text.split()) if character.isprintable())
    if font.getlength(line) <= width:
        return line
    while line and font.getlength(line + "…") > width:
        line = line[:-1]
    return (line.rpartition(" ")[0] or line).rstrip(" ,;:–—-") + "…"


@cache
def _font_file() -> bytes:
    return (files("bot.web") / "fonts" / "SourceSansPro-Regular.ttf").read_bytes()


def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(BytesIO(_font_file()), size)
