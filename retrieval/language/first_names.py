"""First names that tell men from women in most of the countries the news is from.

`MEN` and `WOMEN`, written down for this project, are so common that they make a name somebody's; the longer list in
``first_names.txt`` (its head says whence, `benchmarks.training.first_names` makes it) only tells he from she.
"""

from functools import lru_cache
from importlib import resources

_MEN = """
aaron abdul abdullah abraham adam adrian ahmad ahmed aidan alan albert aleksandar alejandro aleksandr alexander alexei
alfred ali allen alvaro amir anatoly anders andre andreas andrei andrew andriy andrzej angelo anthony antonio antony
antonis arnold arthur arturo ashraf asif austin bashar benjamin ben bernard bernie bill bob boris brad bradley brandon
brendan brett brian bruce bruno bryan caleb carl carlos cedric cesar charles chris christian christopher chuck clarence
clement clive colin conor craig cristiano dale damian dan daniel darren dave david dean denis dennis denys derek
diego dimitri dmitri dmitry dominic don donald doug douglas duncan dylan ed eddie edgar eduardo edward elijah elon emil
emmanuel enrique eric erik ernest ethan eugene evan fabio felix fernando floyd francesco francis francisco frank franz
fred frederick gabriel gareth gary gavin geoff geoffrey george gerald gerard gerhard giorgio giovanni giuseppe glenn
gordon graham grant greg gregory guillermo gustavo guy hamid hans harold harry harvey hassan hector henri henry herbert
herman howard hugh hugo hussein ian ibrahim igor ilya imran isaac ismail ivan jack jacob jacques jaime jair jake jakub
james jamie jan jason javier jay jean-luc jeff jeffrey jens jeremy jerome jerry jesse jesus jim jimmy joachim joao joe
joel johan johannes john johnny jon jonas jonathan jorge jose josef joseph josh joshua juan julian jurgen justin kamal
karim karl keith ken kenneth kevin khalid kyle lars larry laurent lawrence lee leo leon leonard leonid leonardo lewis
liam lindsey lionel logan louis luca lucas luigi luis luiz luke maksym malcolm manuel marc marcel marco marcos marcus
mario mark markus martin mateusz matt matteo matthew matthias mauricio max maxim michael michel miguel mikhail mike
miles mitch mitt mohamed mohammad mohammed moritz muhammad mustafa mykhailo narendra nathan nathaniel neil nelson
nicholas nick nicolas nigel nikola nikolai nikita norman oleg oleksandr oleksii oleksiy oliver olaf omar orlando
oscar osama otto owen pablo paolo pascal patrick paul paulo pavel pedro pete peter petro phil philip philippe phillip
pierre piers piotr rafael raheem rahul raj ralph ramon randy raul ray raymond recep reinhard ricardo richard rick
rishi rob robert roberto rodrigo roger roland roman ron ronald rory ross roy rudy rupert russell rustem ryan sajid
salman salvador sam samuel santiago scott sean sebastian sergei sergey sergio seth shane shaun simon stanley stefan
stephen steve steven stewart stuart sven tariq tayyip ted terrence terry theo theodore thomas tim timothy tobias todd
tom tomas tommy tony travis trevor tucker tyler valery vasily victor viktor vincent vitali vitaly vitalii vladimir
volodymyr walter warren wayne wesley william willie winston wladimir wolfgang xavier yaroslav yevgeny yoshihide yuri
yusuf yuriy zach zachary
"""
_WOMEN = """
abigail agnes aisha alejandra alice alicia alison allison amanda amber amelia amy ana andrea angela angelina anita ann
anna annalena anne annette annie antonia april ashley audrey barbara beatrice becky bella beth bethany betty beverly
bianca bonnie brenda brianna bridget britney brittany camila camilla carla carmen carol caroline carolyn cassandra
catherine cathy cecilia charlotte chelsea cheryl chloe christina christine cindy claire clara claudia cynthia daisy
daniela danielle debbie deborah debra denise diana diane dolores donna doris dorothy ebony edith eileen elaine eleanor
elena elisabeth elise eliza elizabeth ella ellen ellie elsa emilia emily emma erica erika erin esther eva evelyn
fatima felicity fiona florence frances francesca gabriela gabrielle gemma georgia georgina ghislaine gina giorgia
gloria grace greta gwen hannah harriet hazel heather heidi helen helena hillary holly ida ilhan imogen inga ingrid irene
irina iris isabel isabella isabelle ivanka jacinda jackie jacqueline jamila jane janet janice jasmine jean jeanette
jenna jennifer jenny jessica jill joan joanna joanne jocelyn josephine joyce juanita judith judy julia juliana julie
juliet june justine kamala karen karin karine kate katherine kathleen kathryn kathy katie katrina kayla kelly
kendra kerry kimberly kirsten kristen kristin kristina lara laura lauren layla leah leila lena lesley leticia liliana
lily linda lindsay lisa liz liza loretta lori lorraine louise lucia lucy lydia lynn madeleine madeline madison maggie
malala mandy margaret margarita margot maria mariana marianne marie marilyn marina marine marjorie martha mary maryam
maureen maya meg megan meghan melania melanie melinda melissa mercedes mia michelle mila minouche miranda miriam molly
monica nadia nadine nancy naomi natalia natalie natasha nicola nicole nikki nina nora norma olena olga olivia oprah
paige pamela patricia paula pauline penelope penny petra phoebe phyllis pippa polly priti priscilla priyanka rachael
rachel rebecca regina renee rhonda rita roberta rosa rosalind rose rosemary rosie roxanne ruby ruth sabrina sadie sally
samantha sandra sandy sanna sara sarah savannah selena serena shannon sharon sheila shelley sherry shirley simone
sofia sonia sophia sophie stacey stella stephanie sue susan suzanne svetlana sylvia tamara tammy tanya tara tatiana
teresa tessa theresa therese tiffany tina tracy ursula valentina valerie vanessa vera veronica vicky victoria viola
violet virginia vivian wanda wendy whitney whoopi yolanda yulia yvette yvonne zara zoe
"""

MEN = frozenset(_MEN.split())
WOMEN = frozenset(_WOMEN.split())


def gender_of(first_name: str) -> str | None:
    """ "m" or "f" of a first name, however it is written; None where no list has it or both are called so."""
    word = first_name.casefold()
    return "m" if word in MEN else "f" if word in WOMEN else _rarer().get(word)


@lru_cache(maxsize=1)
def _rarer() -> dict[str, str]:
    text = resources.files("retrieval.language").joinpath("first_names.txt").read_text(encoding="utf-8")
    _, men, women = (part.split() for part in text.replace("\nwomen\n", "\nmen\n").split("\nmen\n"))
    return dict.fromkeys(men, "m") | dict.fromkeys(women, "f")
