"""Capitals, which the news lets stand for their countries."""

# Country, as `retrieval.language.countries` has it, and its capital.
_TABLE = """
Afghanistan: Kabul
Albania: Tirana
Algeria: Algiers
Argentina: Buenos Aires
Armenia: Yerevan
Australia: Canberra
Austria: Vienna
Azerbaijan: Baku
Bangladesh: Dhaka
Belarus: Minsk
Belgium: Brussels
Bolivia: La Paz
Bosnia: Sarajevo
Brazil: Brasilia
Bulgaria: Sofia
Burkina Faso: Ouagadougou
Cambodia: Phnom Penh
Canada: Ottawa
Chile: Santiago
China: Beijing
Colombia: Bogota
Croatia: Zagreb
Cuba: Havana
Cyprus: Nicosia
Denmark: Copenhagen
Ecuador: Quito
Egypt: Cairo
Estonia: Tallinn
Ethiopia: Addis Ababa
Finland: Helsinki
France: Paris
Georgia: Tbilisi
Germany: Berlin
Ghana: Accra
Greece: Athens
Haiti: Port-au-Prince
Hungary: Budapest
Iceland: Reykjavik
India: Delhi
Indonesia: Jakarta
Iran: Tehran
Iraq: Baghdad
Ireland: Dublin
Israel: Jerusalem
Italy: Rome
Japan: Tokyo
Jordan: Amman
Kazakhstan: Astana
Kenya: Nairobi
Kosovo: Pristina
Latvia: Riga
Lebanon: Beirut
Libya: Tripoli
Lithuania: Vilnius
Malaysia: Kuala Lumpur
Mali: Bamako
Moldova: Chisinau
Mongolia: Ulaanbaatar
Morocco: Rabat
Myanmar: Naypyidaw
Nepal: Kathmandu
Netherlands: The Hague
New Zealand: Wellington
Nicaragua: Managua
Niger: Niamey
Nigeria: Abuja
North Korea: Pyongyang
Norway: Oslo
Pakistan: Islamabad
Peru: Lima
Philippines: Manila
Poland: Warsaw
Portugal: Lisbon
Qatar: Doha
Romania: Bucharest
Russia: Moscow
Rwanda: Kigali
Saudi Arabia: Riyadh
Senegal: Dakar
Serbia: Belgrade
Slovakia: Bratislava
Slovenia: Ljubljana
Somalia: Mogadishu
South Africa: Pretoria
South Korea: Seoul
Spain: Madrid
Sri Lanka: Colombo
Sudan: Khartoum
Sweden: Stockholm
Switzerland: Bern
Syria: Damascus
Taiwan: Taipei
Thailand: Bangkok
Tunisia: Tunis
Turkey: Ankara
Uganda: Kampala
Ukraine: Kyiv Kiev
United Arab Emirates: Abu Dhabi
United Kingdom: London Westminster
United States: Washington
Uruguay: Montevideo
Uzbekistan: Tashkent
Venezuela: Caracas
Vietnam: Hanoi
Yemen: Sanaa
Zimbabwe: Harare
"""

# The last word of each, as a name is known by it: "aires" -> "Argentina".
_SEVERAL = frozenset({"Kyiv Kiev", "London Westminster"})
CAPITAL_OF = {
    word: country
    for country, _, names in (line.partition(": ") for line in _TABLE.strip().splitlines())
    for word in (names.lower().split() if names in _SEVERAL else (names.lower().split()[-1],))
}


def capital_of(word: str) -> str | None:
    """The country whose capital a word is, or ends the name of."""
    return CAPITAL_OF.get(word.lower())
