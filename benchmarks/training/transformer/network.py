"""The network: MiniLM with a relevance score from the start mark and span scores from every token."""

from pathlib import Path

import torch
from torch import nn
from transformers import BertModel


class Network(nn.Module):  # type: ignore[misc]  # untyped where torch is not installed
    """``relevance`` is a logit a pair; ``spans`` are start and end scores by token, the start mark's meaning "none"."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            folder,
            add_pooling_layer=False,
            attn_implementation="eager",  # faster here: the fused kernel has no AMX path
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        size = self.encoder.config.hidden_size
        self.relevance = nn.Linear(size, 1)
        self.spans = nn.Linear(size, 2)

    def forward(
        self, input_ids: torch.Tensor, token_type_ids: torch.Tensor, attention_mask: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        states = self.encoder(
            input_ids=input_ids, token_type_ids=token_type_ids, attention_mask=attention_mask
        ).last_hidden_state.float()
        start, end = self.spans(states).unbind(-1)
        return self.relevance(states[:, 0]).squeeze(-1), start, end
