"""In which language a text is written, by its script and its commonest words.

For articles: a paragraph has dozens of function words, so counting them is enough. (Whether a short question is in
English is another matter; see bot/tongues.py.)
"""

import re
import unicodedata
from collections import Counter
from functools import cache

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_WORDS = re.compile(r"<[^>]{1,500}>|https?://\S+|\S{1,64}@\S+")
_LOOKED_AT = 20_000  # characters
_LETTERS = 2_000  # whose script is looked at
_ENOUGH = 3  # function words of the language
_CLOSE = 0.6  # of the winner's score; English that is so close is not ruled out
_LEAST_SHARE = 0.08  # of the words; running text has 0.25 to 0.5

_TABLE = """
en: the of and to in is that for it was on are as with he be at by this had not but from or have an they which one you
  were her all she there would their we him been has when who will more no if out so said what up its about into than
  them can only other new some could time these two may then do first any my now such like our over me even most made
  after also did many before must through back years where much your way well down should because each just those how
  too little very make world still own see men work long get here between both life being under never day same while
  last might us great old year off come since against go came right used take three says
de: der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass
  sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man
  sein wurde sei ihre wir ich kann gegen vom können schon wenn habe seine ihr unter wurden ihm jahren sagte
fr: de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec ont aux ou son
  mais comme on elle cette ses été être leur fait nous sa ces dont même aussi deux vous je tout sans après entre était
  selon avait depuis
es: de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este
  ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está según donde quien han
pt: de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das seu sua ou quando muito
  nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus foi são está ser tem disse ano anos segundo
it: di e il la che in a per è un del le con si una non i da dei alla della nel al sono lo più gli ha come anche dal ma
  delle o su questo ai dalla degli nella se anni ad ed stato era loro due dopo essere hanno ci tra suo cui
nl: de van het een en in is dat op te voor met zijn die niet aan er om ook als maar door bij naar uit over dan was nog
  worden wordt heeft hij of tot hebben deze dit ze kan meer geen wel zo moet jaar werd haar
sv: och i att det som en på är av för med den till har de inte om ett han men var jag sig från vi så kan när nu ska hade
  efter blir också eller under mot mycket där sin vara skulle
da: og i at det er en til af på for med den de som har ikke der et han var om vi fra kan men så sig eller blev efter
  også nu havde bliver skal være ved
no: og i det er på som en til for av at med har de ikke den et han om var fra vi men seg så kan skal ble også etter
  også eller når nå være ved hadde
fi: ja on ei että se oli hän ovat mutta myös kun joka ole kuin sen mukaan olla jos niin mitä vain tai jo ollut nyt
pl: w i na z do się nie że o jest to za od po jak przez dla ale są jego co tym czy być już tak ze oraz który która było
  przed został także
cs: a se v na je že o s z do i to k ve pro za by ale jako po od jsou však podle které který už byl bude při až nebo také
sk: a sa v na je že o s z do aj to k vo pre za by ale ako po od sú však podľa ktoré ktorý už bol bude pri až alebo tiež
hu: a az és hogy nem is egy meg volt csak ez már de mint még ki el kell van lehet azt szerint után
ro: de și în a la cu care pe din nu că o un mai pentru sau au este fi să prin după ale al dar fost sunt despre lui
tr: ve bir bu da de için ile olarak çok daha olan gibi kadar sonra ise ancak en ne o var göre değil her oldu diye
id: yang dan di dengan untuk pada ini dari dalam tidak akan itu oleh juga ke bisa tersebut karena telah adalah ada saat
  lebih kata sebagai mereka
vi: của và là có cho không được trong các một người với này đã những khi để từ cũng tại về đến ra vào theo
hr: i u je na se da za od su s o kao iz koji bi ne to koja će što nije ali ili do bio te sa kako koje
ca: de la que i a el en les els per amb un una és del no al ha es més com dels va són aquest però seva
sw: ya na wa kwa ni katika za la kuwa huo hiyo alisema hii kutoka hayo cha vya
tl: ng sa ang na mga at ay si ni para nang kay hindi mula siya ito kanyang
ru: и в не на что с по как это он а но из у за к для от о так его же бы был до или при также его они все года
uk: і в не на що з та у до як за це від про для й по але його які він щоб також із року був
bg: и на да в се за от не с е са по но като до със това той че при ще който
sr: и у је на се да за од су са о као из који не то ће није али или
ar: في من على إلى أن عن التي مع هذا الذي ما لا هذه كان بعد وقال ذلك
fa: و در به از که این را با است برای آن یک می خود تا بر شده
ur: کے کی میں اور سے ہے کو نے کا پر کہ یہ ہیں اس
"""
_SCRIPTS = {
    "GREEK": "el",
    "HEBREW": "he",
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "GUJARATI": "gu",
    "GURMUKHI": "pa",
    "ORIYA": "or",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "KHMER": "km",
    "MYANMAR": "my",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "ETHIOPIC": "am",
    "TIBETAN": "bo",
}
_SCRIPT_LANGUAGES = {"CYRILLIC": ("ru", "uk", "bg", "sr"), "ARABIC": ("ar", "fa", "ur")}


def language_of(text: str, *, stated: str | None = None) -> str | None:
    """The two-letter code of the language of ``text``; ``stated`` (what the feed says) where the text is too short.

    None when neither tells.
    """
    words = _WORD.findall(_NO_WORDS.sub(" ", unicodedata.normalize("NFC", text[:_LOOKED_AT])))
    script = _script(words)
    if script in _SCRIPTS:
        return _SCRIPTS[script]
    among = _SCRIPT_LANGUAGES.get(script or "")
    found = _commonest([word.lower() for word in words if len(word) > 1 or word.islower()], among)
    if found is None and among:
        return among[0]
    return found or ((stated or "").lower().partition("-")[0] or None)


def in_english(text: str, *, stated: str | None = None) -> bool:
    """Whether ``text`` is to be read as English: unless another language is sure, it is."""
    return language_of(text, stated=stated) in {"en", None}


def _script(words: list[str]) -> str | None:
    """The script that most letters are in, as Unicode names it ("CYRILLIC"); None for Latin, and without letters."""
    letters = "".join(words)[:_LETTERS]
    counts = Counter(unicodedata.name(letter, "").partition(" ")[0] for letter in letters)
    kana = counts["HIRAGANA"] + counts["KATAKANA"]
    if kana > counts["CJK"] / 10:  # Japanese has both
        counts["HIRAGANA"] = kana + counts.pop("CJK", 0)
    name = max(counts, key=lambda one: counts[one], default="LATIN")
    return None if name in {"", "LATIN"} or not letters else name


def _commonest(words: list[str], among: tuple[str, ...] | None) -> str | None:
    """The language whose function words are the most; those of several languages count in part for each."""
    scores: dict[str, float] = {}
    counts: Counter[str] = Counter()
    for word in words:
        languages = _lists().get(word, ())
        for language in languages:
            if among is None or language in among:
                scores[language] = scores.get(language, 0.0) + 1 / len(languages)
                counts[language] += 1
    if not scores:
        return None
    best = max(scores, key=lambda one: (scores[one], one == "en"))
    if among is not None:
        return best
    if scores.get("en", 0.0) > _CLOSE * scores[best]:
        best = "en"
    return best if scores[best] >= 1 and counts[best] >= max(_ENOUGH, _LEAST_SHARE * len(words)) else None


@cache
def _lists() -> dict[str, tuple[str, ...]]:
    """The languages each word is a function word of."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in re.split(r"\n(?=[a-z]{2}: )", _TABLE.strip()):
        language, _, words = entry.partition(": ")
        for word in set(words.split()):
            found[word] = (*found.get(word, ()), language)
    return found
