"""Windows to learn from: for each question of an epoch what answers it, what only looks so, and near misses.

The same seed, epoch and question give the same windows, so that training can be taken up where it was left.
"""

from __future__ import annotations

import random
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass

from retrieval.selectors.windows import Window, WindowEncoder
from retrieval.terms import terms
from training.near_misses import near_miss
from training.sets import MAYBE, NO, YES, Answered

# How long a window may be, in ids without the question: from one sentence with its neighbours to a paragraph.
_SHORTEST, _LONGEST = 40, 130
# How likely a question comes with one and with a second passage that looks near, and near miss.
_HARD, _NULL = (0.7, 0.1), (0.45, 0.1)
_FILLER, _NO_TITLE = 0.25, 0.3
# Of a text that is longer than a window, so many other stretches, chosen by the words they share with the question and some chance.
_STRETCHES, _CHANCE = 2, 2.0
# How likely what is not answered is asked of what comes near.
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Labelled:
    """A window to learn from. `answer` as in Answered; "null" where nothing there answers, None where that is not known."""

    question: str
    window: Window
    labels: tuple[int, ...]
    answer: tuple[int, int, int] | str | None


class Examples:
    """Makes the windows of any question of `questions`; `negatives` are indices of passages that look near it."""

    def __init__(
        self, questions: Sequence[Answered], negatives: Sequence[tuple[int, ...]], encoder: WindowEncoder, seed: int
    ) -> None:
        self._questions, self._negatives, self._encoder, self._seed = questions, negatives, encoder, seed

    def order(self, epoch: int) -> list[int]:
        """The questions of an epoch, shuffled, each as often as its share says."""
        dice = random.Random(f"{self._seed}:{epoch}")
        chosen = [at for at, each in enumerate(self._questions) for _ in range(int(each.share + dice.random()))]
        dice.shuffle(chosen)
        return chosen

    def of(self, epoch: int, at: int) -> list[list[Labelled]]:
        """Groups of windows: those of one question are ranked together, and each near miss is a group of its own."""
        dice = random.Random(f"{self._seed}:{epoch}:{at}")
        question = self._questions[at]
        hard = [self._questions[other] for other in self._negatives[at]]
        if not any(question.labels):  # nothing there answers
            return [[self._crop(question, dice, around=dice.random() < _NEAR)]]
        positive = self._crop(question, dice, around=True)
        group = [positive, *self._elsewhere(question, positive, dice)]
        if not question.ordered:
            rest = [i for i in range(len(question.sentences)) if question.sentences[i] not in positive.window.sentences]
            if rest:
                group.append(self._loose(question, rest, dice))
        elif hard:
            wanted = sum(dice.random() < chance for chance in _HARD) or int(question.labels[0] == MAYBE)
            group.extend(self._wrong(question, other, dice) for other in dice.sample(hard, min(wanted, len(hard))))
        groups = [group]
        for chance in _NULL:
            if dice.random() < chance:
                missed = self._missed(question, hard, dice)
                if missed:
                    groups.append([missed])
        return groups

    def _elsewhere(self, question: Answered, positive: Labelled, dice: random.Random) -> Iterator[Labelled]:
        """Other stretches of a text that is longer than a window, around what has most of the question's words."""
        asked = set(terms(question.question))
        known = set(positive.window.sentences)
        rest = {
            at: dice.random() * _CHANCE + len(asked & set(terms(sentence)))
            for at, sentence in enumerate(question.sentences)
            if question.ordered and sentence not in known
        }
        for _ in range(_STRETCHES):
            if sum(self._encoder.length(question.sentences[at]) for at in rest) < _LONGEST:
                return
            chosen = self._around(question, max(rest, key=lambda at: rest[at]), rest, dice)
            for at in chosen:
                del rest[at]
            yield self._labelled(question, chosen, dice)

    def _missed(self, question: Answered, hard: Sequence[Answered], dice: random.Random) -> Labelled | None:
        """A window that does not answer: the answer left out, or the question changed."""
        if dice.random() < 0.35 and question.ordered:
            left = [i for i, label in enumerate(question.labels) if label == NO]
            if question.labels[0] != MAYBE and len(left) >= 2:
                chosen = self._fit(question, left[dice.randrange(len(left)) :] or left, dice)
                return self._labelled(question, chosen, dice)
        others = dice.choice(hard).sentences if hard else question.sentences
        changed = near_miss(question.question, question.sentences, others, dice)
        if changed is None or question.labels[0] == MAYBE:
            return None
        window = self._crop(question, dice, around=True)
        return Labelled(changed, window.window, (NO,) * len(window.labels), "null")

    def _wrong(self, question: Answered, other: Answered, dice: random.Random) -> Labelled:
        window = self._crop(other, dice, around=False)
        return Labelled(question.question, window.window, (NO,) * len(window.labels), "null")

    def _crop(self, question: Answered, dice: random.Random, *, around: bool) -> Labelled:
        """A stretch of the sentences, with an answer in it where `around`; loose sentences come shuffled."""
        every = range(len(question.sentences))
        if not question.ordered:
            right = dice.choice([i for i in every if question.labels[i] == YES])
            rest = [i for i in every if i != right]
            dice.shuffle(rest)
            chosen = self._fit(question, [right, *rest], dice)
            dice.shuffle(chosen)
            return self._labelled(question, chosen, dice)
        wanted = [i for i in every if question.labels[i] != NO] or question.near
        chosen = self._around(question, dice.choice(wanted if around and wanted else every), every, dice)
        found = self._labelled(question, chosen, dice)
        if around and chosen[0] == 0 and any(found.labels) and dice.random() < _FILLER:
            return self._pushed_back(found, dice)
        return found

    def _around(self, question: Answered, middle: int, among: Container[int], dice: random.Random) -> list[int]:
        """Sentence `middle` and as many neighbours `among` those as fit into a window."""
        room = _LONGEST if question.labels[0] == MAYBE else dice.randint(_SHORTEST, _LONGEST)
        first = last = middle
        used = self._encoder.length(question.sentences[middle])
        while True:
            sides = [i for i in (first - 1, last + 1) if i in among]
            sides = [i for i in sides if used + self._encoder.length(question.sentences[i]) <= room]
            if not sides:
                return list(range(first, last + 1))
            side = dice.choice(sides)
            used += self._encoder.length(question.sentences[side])
            first, last = min(first, side), max(last, side)

    def _pushed_back(self, found: Labelled, dice: random.Random) -> Labelled:
        """The same with another text's sentences before it, so that to stand first means nothing."""
        other = self._questions[dice.randrange(len(self._questions))]
        chosen = other.sentences[-dice.randint(1, 2) :] if other.ordered else ()
        if not chosen:
            return found
        answer = found.answer
        if isinstance(answer, tuple):
            answer = (answer[0] + len(chosen), answer[1], answer[2])
        window = Window(found.window.title, (*chosen, *found.window.sentences))
        return Labelled(found.question, window, ((NO,) * len(chosen)) + found.labels, answer)

    def _loose(self, question: Answered, rest: list[int], dice: random.Random) -> Labelled:
        dice.shuffle(rest)
        return self._labelled(question, self._fit(question, rest, dice), dice)

    def _fit(self, question: Answered, wanted: Sequence[int], dice: random.Random) -> list[int]:
        room = dice.randint(_SHORTEST * 2, _LONGEST)
        chosen: list[int] = []
        for i in wanted:
            room -= self._encoder.length(question.sentences[i])
            if chosen and room < 0:
                break
            chosen.append(i)
        return chosen

    def _labelled(self, question: Answered, chosen: Sequence[int], dice: random.Random) -> Labelled:
        labels = tuple(question.labels[i] for i in chosen)
        answer: tuple[int, int, int] | str | None = None
        if not any(labels):
            answer = "null"
        elif question.answer and question.answer[0] in chosen:
            answer = (list(chosen).index(question.answer[0]), *question.answer[1:])
        title = "" if dice.random() < _NO_TITLE else question.title
        return Labelled(question.question, Window(title, tuple(question.sentences[i] for i in chosen)), labels, answer)
