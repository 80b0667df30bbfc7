"""Stories of a collection that several workspaces read: only the people who run the bot split and merge them."""

import json
from pathlib import Path
from typing import Any

from pydantic import SecretStr

from bot import messages
from bot.blocks.stories import CHOICE_BLOCK, CHOICE_INPUT
from bot.listeners.editions import _decide, _short
from bot.workspace.cast import MARA, TEAM, TOM
from bot.workspace.server import LocalSlack
from tests.bot.slack.case import bot_in
from tests.retrieval.store_cases import analyse, article


def test_a_manager_of_one_workspace_does_not_change_what_others_are_told(slack: LocalSlack, data: Path) -> None:
    given = {
        "bot_token": None,
        "client_id": slack.client_id,
        "client_secret": SecretStr(slack.client_secret),
        "secret_key": SecretStr("k" * 32),
        "managers": TOM,
    }
    with bot_in(slack, data, work=False, **given) as bot:
        app, counter = bot.running.app, bot.running.counter
        for name, workspace in (("world", None), (TEAM, TEAM)):
            counter.workspaces.ensure(TEAM)
            app.record.ensure_collection(name, workspace=workspace)
            raw = article("a")
            app.record.save(name, raw, analyse(raw), now=app.clock())
        counter.workspaces.change(TEAM, collections=("world",), managers=(MARA,))
        app.catch_up_stories()

        def decided(user: str, collection: str) -> str:
            story = counter.stories.of_article(collection, "a")
            assert story is not None
            chosen = {CHOICE_BLOCK: {CHOICE_INPUT: {"selected_option": {"value": _short("a")}}}}
            view: dict[str, Any] = {"private_metadata": json.dumps({"w": "split", "s": story.id})}
            return _decide(counter, TEAM, user, view | {"state": {"values": chosen}})

        assert decided(MARA, "world") == messages.STORY_SHARED
        assert decided(MARA, TEAM) == messages.PARTED
        assert decided(TOM, "world") == messages.PARTED
