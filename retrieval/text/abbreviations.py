"""Words with a full stop that need not end a sentence, as they are written in news; without the last full stop."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# A name or word always follows: never an end.
BEFORE_WORD = _words(
    """Mr Mrs Ms Mx Dr Drs Prof Messrs Mmes Mme Mlle Hon Rev Fr Msgr Sgt Capt Lt Col Maj Cmdr Comdr Adm Brig Cpl Pvt
    Pfc Gen Gens Sen Sens Rep Reps Gov Govs Pres Supt Insp Det Amb Atty Mt Ft Sra Srta Ald Asst Lieut Cllr Dir
    Spc vs v Avg avg e.g i.e cf viz approx"""
)

# "No. 5", "Jan. 6": no end when a digit follows.
BEFORE_NUMBER = _words("No no Nos nos Art Sec pp p vol Vol Fig fig Ch ch para Op op ca c")

# An end only when the next word is one that sentences start with.
EITHER = _words(
    """Inc Corp Co Cos Ltd Bros Jr Sr Ph.D Esq St Ste Ave Blvd Rd Dept Univ Assn Intl Natl Govt etc al
    Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri
    Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa
    Tenn Tex Va Vt Wash Wis Wyo Ont Que"""
)

# Names that carry their own exclamation mark.
EXCLAIMED = _words("Yahoo Jeopardy")

# Capitalised words that begin sentences and hardly ever names.
STARTERS = _words(
    """A About Above According Across After Again Against All Along Already Also Although Among An And Another Any
    Are As Asked At Because Before Behind Being Below Besides Both But By Can Could Despite Did Do Does During Each
    Earlier Either Even Every Everyone Few First For From Further Given Had Has Have He Her Here His How However I If
    In Indeed Instead Into Is It Its Just Last Later Like Many Maybe Meanwhile More Moreover Most Much My Nearly
    Neither Nevertheless Next No Nobody None Nor Not Nothing Now Of Often On Once One Only Or Other Others Our Out
    Over Perhaps Previously Rather Recently She Should Since So Some Someone Sometimes Soon Still Such Than That The
    Their Them Then There Therefore These They This Those Though Through Thus To Today Together Too Two Under Unlike
    Until Upon Was We Well Were What When Where Whether Which While Who Why With Within Without Would Yes Yet You
    Your"""
)
