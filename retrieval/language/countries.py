"""Countries by their adjectives and by the names they go by."""

from collections.abc import Iterator

# Country: adjectives, then after a bar other names. One line each, so that a diff is readable.
_TABLE = """
Afghanistan: Afghan
Albania: Albanian
Algeria: Algerian
Andorra: Andorran
Angola: Angolan
Argentina: Argentine Argentinian
Armenia: Armenian
Australia: Australian
Austria: Austrian
Azerbaijan: Azerbaijani Azeri
Bahamas: Bahamian
Bahrain: Bahraini
Bangladesh: Bangladeshi
Barbados: Barbadian
Belarus: Belarusian
Belgium: Belgian
Belize: Belizean
Benin: Beninese
Bhutan: Bhutanese
Bolivia: Bolivian
Bosnia: Bosnian
Botswana: Botswanan
Brazil: Brazilian
Brunei: Bruneian
Bulgaria: Bulgarian
Burkina Faso: Burkinabe
Burundi: Burundian
Cambodia: Cambodian
Cameroon: Cameroonian
Canada: Canadian
Chad: Chadian
Chile: Chilean
China: Chinese
Colombia: Colombian
Congo: Congolese
Costa Rica: Costa-Rican
Croatia: Croatian
Cuba: Cuban
Cyprus: Cypriot
Czech Republic: Czech | Czechia
Denmark: Danish
Djibouti: Djiboutian
Dominican Republic:
Ecuador: Ecuadorian Ecuadorean
Egypt: Egyptian
El Salvador: Salvadoran
England: English
Eritrea: Eritrean
Estonia: Estonian
Eswatini: Swazi
Ethiopia: Ethiopian
Fiji: Fijian
Finland: Finnish
France: French
Gabon: Gabonese
Gambia: Gambian
Georgia: Georgian
Germany: German
Ghana: Ghanaian
Greece: Greek
Guatemala: Guatemalan
Guinea: Guinean
Guyana: Guyanese
Haiti: Haitian
Honduras: Honduran
Hungary: Hungarian
Iceland: Icelandic
India: Indian
Indonesia: Indonesian
Iran: Iranian
Iraq: Iraqi
Ireland: Irish
Israel: Israeli
Italy: Italian
Ivory Coast: Ivorian
Jamaica: Jamaican
Japan: Japanese
Jordan: Jordanian
Kazakhstan: Kazakh
Kenya: Kenyan
Kosovo: Kosovan Kosovar
Kuwait: Kuwaiti
Kyrgyzstan: Kyrgyz
Laos: Laotian
Latvia: Latvian
Lebanon: Lebanese
Liberia: Liberian
Libya: Libyan
Liechtenstein:
Lithuania: Lithuanian
Luxembourg: Luxembourgish
Madagascar: Malagasy
Malawi: Malawian
Malaysia: Malaysian
Maldives: Maldivian
Mali: Malian
Malta: Maltese
Mauritania: Mauritanian
Mauritius: Mauritian
Mexico: Mexican
Moldova: Moldovan
Monaco: Monegasque
Mongolia: Mongolian
Montenegro: Montenegrin
Morocco: Moroccan
Mozambique: Mozambican
Myanmar: Burmese | Burma
Namibia: Namibian
Nepal: Nepalese Nepali
Netherlands: Dutch | Holland
New Zealand: | Aotearoa
Nicaragua: Nicaraguan
Niger: Nigerien
Nigeria: Nigerian
North Korea: North-Korean
North Macedonia: Macedonian
Norway: Norwegian
Oman: Omani
Pakistan: Pakistani
Palestine: Palestinian
Panama: Panamanian
Paraguay: Paraguayan
Peru: Peruvian
Philippines: Philippine Filipino
Poland: Polish
Portugal: Portuguese
Qatar: Qatari
Romania: Romanian
Russia: Russian | Russian-Federation
Rwanda: Rwandan
Samoa: Samoan
Saudi Arabia: Saudi
Scotland: Scottish
Senegal: Senegalese
Serbia: Serbian Serb
Sierra Leone: Sierra-Leonean
Singapore: Singaporean
Slovakia: Slovak
Slovenia: Slovenian Slovene
Somalia: Somali
South Africa: South-African
South Korea: South-Korean
South Sudan: South-Sudanese
Spain: Spanish
Sri Lanka: Sri-Lankan
Sudan: Sudanese
Suriname: Surinamese
Sweden: Swedish
Switzerland: Swiss
Syria: Syrian
Taiwan: Taiwanese
Tajikistan: Tajik
Tanzania: Tanzanian
Thailand: Thai
Togo: Togolese
Tonga: Tongan
Trinidad: Trinidadian
Tunisia: Tunisian
Turkey: Turkish | Türkiye Turkiye
Turkmenistan: Turkmen
Uganda: Ugandan
Ukraine: Ukrainian
United Arab Emirates: Emirati | UAE
United Kingdom: British | UK Britain U.K.
United States: American | US U.S. USA America
Uruguay: Uruguayan
Uzbekistan: Uzbek
Vatican:
Venezuela: Venezuelan
Vietnam: Vietnamese
Wales: Welsh
Yemen: Yemeni
Zambia: Zambian
Zimbabwe: Zimbabwean
"""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.replace("-", " ") for word in text.split())


def _rows() -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    for line in _TABLE.strip().splitlines():
        country, _, rest = line.partition(":")
        adjectives, _, others = rest.partition("|")
        yield country, _words(adjectives), (country, *_words(others))


# "Ukraine" -> the names it may have in a text
NAMES_OF = {country: names for country, _, names in _rows()}
# "ukrainian", "ukraine" -> "Ukraine"
COUNTRY_OF = {word.lower(): country for country, adjectives, names in _rows() for word in (*adjectives, *names)}
ADJECTIVES = frozenset(word.lower() for _, adjectives, _ in _rows() for word in adjectives)


def country_of(word: str) -> str | None:
    """The country a name or adjective stands for; "us" in small letters is a pronoun."""
    return None if word == "us" else COUNTRY_OF.get(word.lower())
