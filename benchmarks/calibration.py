"""How far confidence is from the share of right answers, and how far it would be by chance."""

from collections.abc import Sequence

import numpy as np

BINS = 10  # of confidence, equally wide, for the expected calibration error
DRAWS = 1000  # of what becomes of answers, for the error that is chance


def calibration_error(confidence: Sequence[float], right: Sequence[float]) -> float:
    """The mean gap between confidence and share of right answers over the bins, weighed by their size."""
    if not confidence:
        return 0.0
    given, hit = np.array(confidence), np.array(right)
    bins = np.minimum((given * BINS).astype(int), BINS - 1)
    gaps = [abs(given[bins == b].sum() - hit[bins == b].sum()) for b in range(BINS)]
    return round(float(sum(gaps)) / len(given), 4)


def chance_error(confidence: Sequence[float]) -> float:
    """The calibration error to expect of as many answers if each were right with exactly its confidence.

    Below this an error says nothing. The mean of `DRAWS` draws, always the same ones.
    """
    if not confidence:
        return 0.0
    drawn = np.random.default_rng(0).random((DRAWS, len(confidence))) < np.array(confidence)
    return round(sum(calibration_error(confidence, right.tolist()) for right in drawn) / DRAWS, 4)
