"""Whether a question is in English, the only language that is read.

Function words are counted: a question in a language has a question word, a verb "to be" or an article of it. Names
carry none, so a short question full of foreign names has only the English ones.
"""

import re
import unicodedata
from functools import cache

from bot.intents.words import ADVERBS, FUNCTION, word_set

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_NO_WORDS = re.compile(r"<[^>]*>|https?://\S+|`[^`]*`|:[a-z0-9_+-]+:")
_ENGLISH = (
    FUNCTION
    | ADVERBS
    | word_set(
        "not did said says say name tell please show list find news latest about happened people many much years year "
        "new first last war deadline leads set killed won search non per how's what's who's where's when's"
    )
) - word_set("de la am an me no at as so will")

# Question words, forms of "to be" and other function words. Those that English has, too, count for both.
_TABLE = """
German: neueste nachrichten wer wen wem wessen wo wann warum wieso weshalb wie welche welcher welches welchen ist sind
waren wird wurde wurden hat haben hatte kann muss soll der die das dem den des ein eine einen einem einer und oder
nicht mit von vom zum zur für über bei nach auf aus auch noch schon sich sie er es ich was war in sagte sagt gibt
viele
French: dernières nouvelles actualités qui que quoi quand où pourquoi comment combien quel quelle quels quelles est
sont était été sera ont a avait fait le la les des du un une et ou mais pas ne dans sur pour avec par aux au ce cette
ces il elle ils elles leur ses son sa qu'est-ce c'est qu'a qu'est est-ce selon depuis
Spanish: últimas noticias novedades quién quien quiénes qué que cuándo cuando dónde donde por cómo como cuánto cuántos
cuántas cuál cuáles es son fue era está están ha han hay el la los las un una unos y o pero no del al en con para su
sus se lo según dijo desde sobre
Portuguese: últimas notícias novidades quem que quando onde porque porquê como quanto quantos quantas qual quais é são
foi era está estão o os as um uma e ou mas não do da dos das no na nos nas em com para por se seu sua disse desde
sobre ao
Italian: ultime notizie chi che cosa quando dove perché come quanto quanti quante qual quale quali è sono era stato
stata ha hanno il lo gli la le un una e o ma non di del della dei delle nel nella con per si suo sua al alla dal sul
detto
Dutch: laatste nieuws wie wat wanneer waar waarom hoe hoeveel welke is zijn was waren heeft hebben had wordt werd de
het een en of maar niet van voor met op bij naar uit over ook nog er dat die deze zei te in
Swedish: senaste nyheter nyheterna vem vad när var varför hur vilken vilket vilka är har hade blev den det en ett och
eller men inte av för med på till från om som han hon de sade sa många
Danish and Norwegian: seneste siste nyheder nyheter nyt hvem hva hvad når hvornår hvor hvorfor hvordan hvilken hvilket
er har havde hadde blev ble den det en et og eller men ikke av af for med på til fra om som han hun de mange mye
Finnish: viimeisimmät uusimmat uutiset kuka ketä mikä mitä milloin missä miksi miten kuinka montako paljonko on oli
ovat olivat ja tai mutta ei se hän että kanssa
Polish: najnowsze ostatnie wiadomości kto kogo co kiedy gdzie dlaczego jak ile jaki jaka jakie który która które jest
są był była było czy i w na z ze do od dla o nie się to po przez powiedział
Czech and Slovak: nejnovější najnovšie poslední zprávy správy kdo kto koho co čo kdy kedy kde proč prečo jak ako kolik
koľko jaký jaká který ktorý je jsou sú byl bola bol byla bylo a v na z do od pro pre o není se sa to po
Hungarian: legfrissebb hírek ki kit mi mit mikor hol miért hogyan hány mennyi melyik van volt voltak a az egy és vagy
de nem hogy
Romanian: ultimele știri stiri cine ce când cand unde de cum cât câți câte care este sunt era fost și si sau dar nu la
în din pe cu pentru al ale lui a despre
Turkish: haber haberler haberleri kim kimdir ne zaman nerede neden niçin nasıl kaç hangi nedir mi mı mu mü ve veya ama
değil bir bu şu için ile olarak oldu dedi var
Indonesian: berita terbaru terkini siapa apa kapan dimana mana mengapa kenapa bagaimana berapa adalah yang dan atau
tidak di ke dari untuk dengan pada ini itu
Vietnamese: tin tức mới nhất ai là gì khi nào ở đâu tại sao thế bao nhiêu của và không được
Croatian and Serbian: najnovije vijesti vesti tko ko koga što šta kada gdje gde zašto kako koliko koji koja je su bio
bila bilo i ili ali nije u na s sa od za da li
Latvian and Lithuanian: kas kad kur kāpēc kodėl kaip kā cik kiek ir yra buvo bija un arba ar no
Swahili: nani nini lini wapi kwa vipi ngapi gani ni na ya wa za katika
Latin letters for Russian: kto chto gde kogda pochemu skolko kakoy
"""
# Question words that are nobody's name: one of them is enough where nothing is English.
_STRONG = word_set(
    "wann warum wieso weshalb wieviel quién quien quiénes cuándo dónde cuánto cuántos cuál pourquoi combien "
    "quelle quels quem porquê quantos perché quando quanti waarom wanneer hoeveel varför hvem hvorfor hvornår "
    "hvordan kuka milloin miksi dlaczego kiedy gdzie kdo proč kolik miért mennyi cine când unde kimdir nedir "
    "nerede niçin siapa mengapa bagaimana berapa kapan zašto gdje kāpēc kodėl chto pochemu skolko"
)
# Question words that are, only at the start.
_OPENING = word_set(
    "que qui quel où qué cuando donde como onde qual chi cosa wer wen wie welche welcher welches wat welke vem "
    "vad när hva hvad når mikä mitä missä kto co czy ile jak kdy gde mikor hol cum kim tko što šta kas kada wapi"
)
# Parts of names: "Dilma da Silva", "El País".
_PARTICLES = word_set(
    "de la le el les los las van von der den dem des di da do dos das du al ben bin ibn del della dei san il lo a "
    "e o y i u na no ne se en an die"
)
_LOANED = word_set("café naïve résumé fiancé fiancée cliché façade protégé émigré blasé déjà née")


def is_english(text: str) -> bool:
    """False only when another language or script is sure: a short question full of foreign names is English."""
    tokens = _WORD.findall(_NO_WORDS.sub(" ", unicodedata.normalize("NFC", text)))
    if not tokens:
        return True
    lower = [token.lower().replace("’", "'") for token in tokens]
    english = sum(token in _ENGLISH or token.partition("'")[0] in _ENGLISH for token in lower)
    scripts = [script for token in tokens if (script := _foreign(token)) is not None]
    if sum(map(_weight, scripts)) > english and (english == 0 or len(scripts) > len(tokens) / 2):
        return False
    accented = sum(
        _accented(token) and token[0].islower() and word not in _LOANED and not _in_any(word)
        for token, word in zip(tokens, lower, strict=True)
    )
    if not any(word in _ENGLISH and not _in_any(word) for word in lower) and _asks_otherwise(tokens, lower):
        return False
    return not any(_wins(tokens, lower, words, accented, english) for words in _lists().values())


def _asks_otherwise(tokens: list[str], lower: list[str]) -> bool:
    """Whether a question word stands there, or opens before a word in small letters ("Que dit le ministre")."""
    first = lower[0]
    opens = len(tokens) > 2 and tokens[1].islower() and first in _OPENING
    return any(word in _STRONG for word in lower) or opens


def _wins(tokens: list[str], lower: list[str], words: frozenset[str], accented: int, english: int) -> bool:
    """Whether there is more of another language in it than of English, and more than names explain."""
    sure = weak = 0
    for i, word in enumerate(lower):
        if word not in words and word.partition("'")[0] not in words:
            continue
        if i and tokens[i][0].isupper() and lower[0] in _ENGLISH:
            continue  # a name in an English question: "who runs Últimas Noticias?"
        if word not in _PARTICLES:
            sure += 1
        elif i == 0 or (tokens[i].islower() and tokens[i + 1 : i + 2] and tokens[i + 1].islower()):
            weak += 1
    found = sure + weak + accented
    own = sum(word in words and word not in _ENGLISH for word in lower)
    return own > 0 and found > english and (sure + accented >= 2 or found >= 3)


@cache
def _lists() -> dict[str, frozenset[str]]:
    """The words of each language."""
    entries = re.split(r"\n?([A-Z][A-Za-z ]+): ", _TABLE.strip())[1:]
    return {entries[i]: frozenset(entries[i + 1].split()) for i in range(0, len(entries), 2)}


@cache
def _all() -> frozenset[str]:
    return frozenset().union(*_lists().values())


def _in_any(word: str) -> bool:
    return word in _all()


def _accented(token: str) -> bool:
    return any(ord(c) > 127 and c not in "’" for c in token)


def _foreign(token: str) -> str | None:
    """The token itself when it is written in another script than Latin."""
    name = unicodedata.name(token[0], "")
    return None if name.startswith("LATIN") or not name else token


def _weight(token: str) -> int:
    """How many words it counts for: languages without spaces have long tokens."""
    return max(1, len(token) // 2) if unicodedata.category(token[0]) == "Lo" else 1
