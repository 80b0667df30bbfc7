"""Which way made-up sentences bear on made-up questions; None: they tell of something else."""

import pytest

from retrieval.reader.mentioned import vocabulary
from retrieval.reader.tree import lay_out
from retrieval.reader.whether.claims import claim_of, statement_of
from retrieval.reader.whether.contraries import contrary, same_side
from retrieval.reader.whether.polarity import bears
from tests.retrieval.reader_case import analyser

PAIRS = [
    ("Is the harbour closed?", "Mayor Corran closed the harbour on Monday evening.", "yes"),
    ("Was the school closed?", "The council closed the school in May.", "yes"),
    ("is the harbour in Marrow bay closed", "Mayor Corran closed the harbour on Monday evening.", "yes"),
    ("Is the harbour shut?", "The harbour remains closed for a week.", "yes"),
    ("Is the harbour shut?", "The harbour is open again.", "no"),
    ("Did the tea tax pass?", "Parliament passed the tea tax on Monday.", "yes"),
    ("Did the tea tax pass?", "Parliament rejected the tea tax on Monday.", "no"),
    ("Did the tea tax pass?", "Parliament passed the budget on Monday.", None),
    ("Did parliament pass the tea tax?", "The council passed the tea tax on Monday.", None),
    ("Is the harbour closed?", "The harbour had been closed by mines.", "unclear"),
    ("Was Liv Haug arrested?", "The ferry's captain, Liv Haug, was questioned by police but not arrested.", "no"),
    ("Was Liv Haug arrested?", "The ferry's captain, Bo Lind, was arrested.", None),
    ("Was Oskar Lemm arrested?", "Oskar Lemm was questioned in hospital and is not under arrest.", "no"),
    ("Was Oskar Lemm arrested?", "Oskar Lemm is under arrest.", "yes"),
    ("Was Oskar Lemm arrested?", "Oskar Lemm is under pressure.", None),
    ("Were there any arrests?", "Oskar Lemm is not under arrest.", "unclear"),
    ("Were there any arrests?", "Police reported no arrests.", "no"),
    ("Has Calder resigned?", "Calder rejected calls to resign.", "no"),
    ("Will Calder appeal?", "Calder denied all charges and will appeal.", "yes"),
    ("Will Calder appeal?", "Lind charged Calder and will appeal.", None),
    ("Will the mayor resign?", "The mayor urged Calder to resign.", None),
    ("Has Calder resigned?", "Calder faces calls to resign.", "unclear"),
    ("Is Calder coming back to the council?", "Calder will not return to the council.", "no"),
    ("Did the truce hold?", "The truce was broken within a day.", "no"),
    ("Was the mayor accused?", "The mayor accused the council of waste.", None),
    ("Did Norland accept the proposal?", "Norland accepted the proposal on Friday.", "yes"),
    ("Did Norland accept the proposal?", "Norland has not accepted the proposal.", "no"),
    ("Did Norland accept the proposal?", "Norland rejected the proposal.", "no"),
    ("Did Norland accept the proposal?", "Norland refused to accept the proposal.", "no"),
    ("Did Norland accept the proposal?", "Norland may accept the proposal next week.", "unclear"),
    ("Did Norland accept the proposal?", "Norland agreed to accept the proposal.", "yes"),
    ("Did Norland accept the proposal?", "If Norland accepts the proposal, talks will begin.", "unclear"),
    ("Did Norland accept the proposal?", "The minister said Norland had accepted the proposal.", "yes"),
    ("Did Norland accept the proposal?", "The minister denied that Norland had accepted the proposal.", "no"),
    ("Did Norland accept the proposal?", "Sudmark accepted the proposal.", None),
    ("Did Norland accept the proposal?", "Norland published the proposal.", None),
    ("Did Norland accept the proposal?", "The proposal was accepted by Norland.", "yes"),
    ("Did Norland accept the proposal?", "Norland is expected to accept the proposal.", "unclear"),
    ("Did Norland accept the proposal?", "Will Norland accept the proposal?", "unclear"),
    ("Did Norland accept the proposal?", "Norland accepted the harvest festival.", None),
    ("Did Norland accept the proposal?", "A false claim that Norland had accepted the proposal spread.", "no"),
    ("Did Calder remarry?", "Calder never remarried.", "no"),
    ("Does Calder support legalizing tea?", "Calder supports the legalization of tea.", "yes"),
    ("Did the warning sirens work?", "The warning sirens did not work.", "no"),
    ("Was Calder convicted of fraud?", "Calder was cleared of fraud.", "no"),
    ("Is Ines Calder leaving the bank?", "Ines Calder will leave the bank in May.", "yes"),
    ("Did the governor close the schools?", "Gov. Mark Lund closed the schools.", "yes"),
    ("Will Calder appeal?", "Calder pleaded guilty.", None),
    ("Is Ines Calder going to resign?", "Ines Calder will resign in March.", "yes"),
    ("Is Ines Calder going to resign?", "Ines Calder said she would not resign.", "no"),
    ("Is Ines Calder going to resign?", "Ines Calder refused to resign.", "no"),
    ("Is Ines Calder going to resign?", "Ines Calder will not resign.", "no"),
    ("Has the strike ended?", "The strike ended on Monday.", "yes"),
    ("Has the strike ended?", "The strike has not ended.", "no"),
    ("Has the strike ended?", "The strike continued on Monday.", "no"),
    ("Has the strike ended?", "The strike could end on Monday.", "unclear"),
    ("Has the strike ended?", "The union wants to end the strike.", None),
    ("Will the bank cut rates?", "The bank will cut rates in May.", "yes"),
    ("Will the bank cut rates?", "The bank raised rates.", "no"),
    ("Will the bank cut rates?", "The bank will not cut rates.", "no"),
    ("Will the bank cut rates?", "The bank is considering whether to cut rates.", "unclear"),
    ("Did the senate pass the bill?", "The senate passed the bill by two votes.", "yes"),
    ("Did the senate pass the bill?", "The senate failed to pass the bill.", "no"),
    ("Did the senate pass the bill?", "The senate voted to pass the bill.", "yes"),
    ("Did the senate pass the bill?", "The senate blocked the bill.", "no"),
    ("Did the senate pass the bill?", "The senate plans to pass the bill.", "unclear"),
    ("Was Orlo Vance poisoned?", "Orlo Vance was poisoned with a nerve agent.", "yes"),
    ("Was Orlo Vance poisoned?", "Orlo Vance was not poisoned, doctors said.", "no"),
    ("Was Orlo Vance poisoned?", "Doctors dismissed reports that Orlo Vance was poisoned.", "no"),
    ("Was Orlo Vance poisoned?", "His aides fear that Orlo Vance was poisoned.", "unclear"),
    ("Have the hostages been released?", "The hostages were released on Sunday.", "yes"),
    ("Have the hostages been released?", "The hostages are still being held.", "no"),
    ("Have the hostages been released?", "Families demand that the hostages be released.", "unclear"),
    ("Have the hostages been released?", "None of the hostages has been released.", "no"),
    ("Is the harbour closed?", "The harbour is closed.", "yes"),
    ("Is the harbour closed?", "The harbour is not closed.", "no"),
    ("Is the harbour closed?", "The harbour was closed after the storm.", "yes"),
    ("Is the harbour closed?", "The harbour reopened.", "no"),
    ("Is the bridge open?", "The bridge, opened in 1961, carries many cars.", None),
    ("Will the bridge reopen in May?", "The bridge was closed on Monday after May's storm.", None),
    ("Has the bridge reopened?", "The bridge was closed on Monday.", None),
    ("Has the bridge reopened?", "The bridge is still closed.", "no"),
    ("Is Orlo Vance the defence minister?", "Defence Minister Orlo Vance arrived on Monday.", "yes"),
    ("Is Orlo Vance the defence minister?", "Orlo Vance, the former defence minister, arrived.", "no"),
    ("Is Orlo Vance the defence minister?", "Orlo Vance is not the defence minister.", "no"),
    ("Is Orlo Vance the defence minister?", "Foreign Minister Orlo Vance arrived on Monday.", None),
    ("Was there a deal on fisheries?", "The two sides reached a deal on fisheries.", "yes"),
    ("Was there a deal on fisheries?", "There was no deal on fisheries.", "no"),
    ("Was there a deal on fisheries?", "The two sides failed to reach a deal on fisheries.", "no"),
    ("Was there a deal on fisheries?", "The two sides discussed a deal on fisheries.", "unclear"),
    ("Does Sudmark support the bid?", "Sudmark supports the bid.", "yes"),
    ("Does Sudmark support the bid?", "Sudmark opposes the bid.", "no"),
    ("Does Sudmark support the bid?", "Sudmark no longer supports the bid.", "no"),
    ("Does Sudmark support the bid?", "Sudmark never supported the bid.", "no"),
    ("can Norland use the missiles?", "Norland can use the missiles at home.", "yes"),
    ("can Norland use the missiles?", "Norland cannot use the missiles.", "no"),
    ("did kyiv deny the attack?", "Kyiv denied the attack.", "yes"),
    ("did kyiv deny the attack?", "Kyiv admitted the attack.", "no"),
    ("Did Calder sign the letter?", "Calder left without signing the letter.", "no"),
    ("Did Calder sign the letter?", "Vance, not Calder, signed the letter.", None),
    ("Calder signed the letter", "Calder signed the letter on Monday.", "yes"),
    ("Were any civilians killed?", "Three civilians were killed in the strike.", "yes"),
    ("Were any civilians killed?", "No civilians were killed.", "no"),
    ("Has Norland ratified the pact?", "Norland has yet to ratify the pact.", "no"),
    ("Is Calder running again?", "Calder ruled out running again.", "no"),
    ("Has anyone claimed responsibility?", "No group has claimed responsibility for the attack.", "no"),
    ("Has anyone claimed responsibility?", "A splinter group claimed responsibility.", "yes"),
    ("Did Norland know about the flaw?", "Norland denied knowing about the flaw.", "no"),
    ("Did Norland know about the flaw?", "Norland said it did not know about the flaw.", "no"),
    ("Did Norland block the aid?", "Norland lifted its veto of the aid.", None),
    ("Did the club fire Orlo Vance?", "A source said the club fired Vance on Thursday.", "yes"),
    ("Did Norland meet Sudmark?", "Sudmark and Norland met in the capital.", "yes"),
    ("Did Norland respond to the offer?", "There was no immediate response from Norland to the offer.", "no"),
    ("Has Norland apologised?", "Norland made no apology on Monday.", "no"),
    ("Has Norland commented on the raid?", "Norland offered no comment on the raid.", "no"),
    ("Did Norland respond to the offer?", "There was no response from Sudmark to the offer.", None),
    ("Did Norland respond to the offer?", "If there is no response from Norland to the offer, talks end.", "unclear"),
    ("Is the strike over?", "The strike is over, Calder said.", "yes"),
    ("Is the strike over?", "Calder said the strike is not over.", "no"),
    ("Is the strike over?", "The strike may be over by Monday.", "unclear"),
    ("Is the strike over?", "The strike ended on Monday.", "yes"),
    ("Is the strike over?", "The strike continued on Monday.", "no"),
    ("is the pandemic over?", "The pandemic is over.", "yes"),
    ("Are the talks over?", "The march is over.", None),
    ("Is the deal off?", "The deal was cancelled on Monday.", "yes"),
    ("Is Ines Calder back?", "Ines Calder returned on Monday.", "yes"),
    ("Are the tariffs still in force?", "The tariffs remain in force.", "yes"),
    ("Are the tariffs still in force?", "The tariffs are no longer in force.", "no"),
]


@pytest.mark.parametrize(("question", "sentence", "way"), PAIRS)
def test_a_sentence_bears_on_a_question(question: str, sentence: str, way: str | None) -> None:
    claim = claim_of(question, analyser().annotate)
    assert claim is not None
    found = bears(claim, lay_out(sentence, analyser().annotate([sentence])[0]))
    assert (found.way.value if found else None) == way


@pytest.mark.parametrize(
    ("told", "way"), [("kaldor made an offer", "no"), ("the harbour was closed", None), ("", None)]
)
def test_what_there_was_no_response_to_is_told_before(told: str, way: str | None) -> None:
    sentence = "There was no response from Norland."
    claim = claim_of("Did Norland respond to the offer?", analyser().annotate)
    assert claim is not None
    tree = lay_out(sentence, analyser().annotate([sentence])[0])
    found = bears(claim, tree, before=lambda: vocabulary(told))
    assert (found.way.value if found else None) == way


def test_who_says_so_and_the_clause_are_verbatim() -> None:
    sentence = "Mayor Ines Calder said on Monday that the board had accepted the plan."
    claim = claim_of("Did the board accept the plan?", analyser().annotate)
    assert claim is not None
    found = bears(claim, lay_out(sentence, analyser().annotate([sentence])[0]))
    assert found is not None
    assert found.speaker is not None
    assert sentence[found.speaker.start : found.speaker.end] == "Mayor Ines Calder"
    assert sentence[found.span.start : found.span.end] == "the board had accepted the plan"


@pytest.mark.parametrize(
    ("question", "statement"),
    [
        ("Is the harbour closed?", "the harbour is closed"),
        ("isn't the harbour closed", "the harbour is closed"),
        ("Did Norland accept the proposal?", "Norland did accept the proposal"),
        ("is the strait of Marrow closed?", "the strait of Marrow is closed"),
        ("Was there a deal?", "there was a deal"),
        ("Is Orlo Vance the defence minister?", "Orlo Vance is the defence minister"),
    ],
)
def test_a_question_as_a_statement(question: str, statement: str) -> None:
    assert statement_of(question, analyser().annotate([question])[0]) == statement


def test_contraries_go_both_ways() -> None:
    assert contrary("accept", "reject")
    assert contrary("reject", "accept")
    assert not contrary("accept", "agree")
    assert same_side("shut", "closed")
    assert not same_side("shut", "opened")
