"""Only another language that is sure is refused; names of any language are welcome in an English question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.tongues import is_english

ENGLISH = """
who runs Últimas Noticias newspaper?
Tin Machine reunion
Nyt cooking lawsuit
what deadline did Trump set?
Who leads Ukraine's delegation?
who is Volodymyr Zelenskyy
Umerov
Umerov delegation
trump putin zelensky
Who is Recep Tayyip Erdoğan?
Where was Łukasz Żal born?
When did Jean-Luc Mélenchon meet Marine Le Pen?
What did Der Spiegel report?
Is Die Zeit a daily?
Who owns El País and La Repubblica?
who is ursula von der leyen?
osama bin laden
Who won in São Paulo?
Luiz Inácio Lula da Silva
Rio de Janeiro carnival deaths
Los Angeles fires
Las Vegas
Le Monde
Côte d'Ivoire election
what does "Bundestag" mean?
How many people live in Düsseldorf?
Xi Jinping
Who is Кирилл Буданов?
what is 台积电?
What is the CDU's position on the Schuldenbremse?
who played for Real Madrid in the Copa del Rey?
how old is he
why?
and in Turkey?
what about Åland?
latest Hezbollah
search Nagorno-Karabakh
Is Han Kuo-yu in Kaohsiung?
when was Nguyễn Phú Trọng appointed?
Did Viktor Orbán meet Robert Fico on Friday?
What happened at the Champs-Élysées?
Kim Jong Un
Who is Ne Win?
What is a coup d'état?
café fire in Kyiv
What did Marcel van der Berg say to Ana de la Cruz?
Wie lost?
50% of 12,000
:tada: who won?
MH17
Al Jazeera bureau in Ramallah
Do Kwon trial
Was Sanna Marin there?
Who is the Taoiseach?
Die Linke results
No deal?
La Niña forecast
Has Olaf Scholz resigned?
Who said "Ich bin ein Berliner"?
is Merz chancellor
Gaza death toll
Macron pension reform
le pen verdict
El Al flights cancelled
Al-Shabaab attack Mogadishu
Who's Sahra Wagenknecht?
Van Gogh theft
Da Nang floods
Did Bin Salman visit Abu Dhabi?
En Marche founder
Les Républicains leader
La Familia Michoacana
Der Spiegel
Die Hard
Who directed Das Boot?
What is Pravo i Spravedlivost?
Was war declared?
Los Zetas cartel boss
Ne Zha 2 box office
Has Hun Sen stepped down
São Tomé and Príncipe coup
Do Kwon
Man City score
Kim Kardashian
Per Sandberg
Kate Middleton health
Mohammed bin Zayed al Nahyan
Al Gore
Mark Rutte NATO
An Nasiriyah
On Kawara
Ai Weiwei
Ki Sung-yueng
Hu Jintao
U Thant
Van der Bellen election
Vladimir Putin
Ana de Armas
tell me about Ursula von der Leyen
Ukraine war news
Sánchez resignation
Möchtegern
naïve café owner arrested
pokrovsk front line
zelensky wife name
hurricane milton landfall
Sudan RSF El Fasher siege
Rafael Nadal retirement date
taipei 101
"""
OTHER = """
Últimas noticias de Gaza
dernières nouvelles de Gaza
Neueste Nachrichten aus Gaza
laatste nieuws Gaza
Wer ist Umerow?
Welche Frist hat Trump gesetzt?
Was ist die Frist von Trump?
Warum wurde der Minister entlassen?
Wie viele Menschen leben in Kiew?
Qui est Roustem Oumierov ?
Quelle est la date limite fixée par Trump ?
Combien de soldats ont été tués ?
Où est né Zelensky ?
¿Quién es Umerov?
¿Cuál es el plazo de Trump?
¿Cuándo fue nombrado?
cuantos soldados murieron en la guerra según el gobierno
Quem é Umerov?
Qual é o prazo de Trump?
Quando foi nomeado o ministro?
Chi è Umerov?
Qual è la scadenza fissata da Trump?
Dove è nato Zelensky?
Wie is Umerov?
Wat is de deadline van Trump?
Wanneer werd hij benoemd?
Vem är Umerov?
Hvem er Umerov?
Hvornår blev han udnævnt?
Kuka on Umerov?
Kto jest Umerow?
Jaki jest termin Trumpa?
Kdo je Umerov?
Kdy byl jmenován?
Ki az Umerov?
Cine este Umerov?
Umerov kimdir?
Trump hangi tarihi verdi ve neden?
Siapa yang memimpin delegasi Ukraina?
Umerov là ai?
Tko je Umerov?
Кто такой Умеров?
Какой срок назвал Трамп?
Хто такий Умєров?
Ποιος είναι ο Ουμέροφ;
من هو أوميروف؟
מי הוא אומרוב?
谁是乌梅罗夫？
ウメロフは誰ですか？
우메로프는 누구입니까?
उमेरोव कौन है?
อูเมรอฟคือใคร
Умеров
Kas yra Umerovas?
Seit wann ist Merz Kanzler?
Hat Trump mit Putin gesprochen?
Que veut Macron ?
Est-ce que Poutine a accepté ?
Pourquoi la grève ?
Que dit le ministre de la Défense
¿Por qué renunció el presidente?
O que disse Lula?
Por que o ministro renunciou?
Cosa ha detto Meloni?
Quanti morti a Gaza?
Perché si è dimesso il ministro?
Hoeveel doden zijn er gevallen?
Heeft Poetin het voorstel aanvaard?
Varför avgick ministern?
Hvad sagde ministeren?
Milloin vaalit pidetään?
Ile osób zginęło w Gazie?
Co powiedział Zełenski?
Proč odstoupil ministr?
Miért mondott le a miniszter?
De ce a demisionat ministrul?
Kaç kişi öldü?
Berapa orang tewas di Gaza?
Chủ tịch nước là ai?
Koliko je ljudi poginulo?
Чому міністр подав у відставку?
Πόσοι άνθρωποι σκοτώθηκαν;
كم عدد القتلى في غزة؟
習近平はいつ訪問しましたか
加沙有多少人死亡
Kas teatas uuest valitsusest?
Nani ni rais wa Kenya?
"""


@pytest.mark.parametrize("text", ENGLISH.strip().splitlines())
def test_english_is_read(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize("text", OTHER.strip().splitlines())
def test_other_languages_are_told(text: str) -> None:
    assert not is_english(text)


@given(st.text(max_size=300))
def test_any_text_is_told(text: str) -> None:
    assert is_english(text) in (True, False)
