"""Windows to learn from."""

from __future__ import annotations

from collections.abc import Iterator

from retrieval.selectors.windows import MAX_SENTENCE
from tests.training.toy import answered, encoder, examples
from training.examples import Examples, Labelled
from training.sets import MAYBE, NO, YES

TEXT = answered(
    "When did Ida Holm build the first lighthouse in Norway?",
    [*(f"Farmer number {n} of Sweden sold {n}00 loaves of rye bread." for n in range(8)), "She built it in 1871."],
    [NO] * 8 + [YES],
    (8, 16, 20),
    title="The lighthouse",
)
SHORT = answered("Where did it rain?", ("It rained in Denmark.", "Nobody came."), (YES, NO), (0, 13, 20))
SOMEWHERE = answered("Is Tom Reed a baker?", ("Tom Reed bakes.", "He sells bread.", "It is good."), (MAYBE,) * 3)
ODDS = tuple(f"Loose sentence {n} is about the year {1900 + n}." for n in range(30))
LOOSE = answered("Who left in 1905?", ODDS, [YES if n == 5 else NO for n in range(30)], (5, 0, 5), ordered=False)
HUGE = answered("What is it?", ("word " * 500, "It is coal.", "word " * 300), (NO, YES, NO), (1, 6, 10))
QUESTIONS = [TEXT, SHORT, SOMEWHERE, LOOSE, HUGE]
LONG = tuple(
    f"In {1800 + n} the people of village number {n} sold apples to a merchant in the city." for n in range(40)
)
REPORT = answered("Who sold apples in 1807?", LONG, [YES if n == 7 else NO for n in range(40)], (7, 8, 38))
UNSAID = answered("Who sold pears in 1807?", LONG, [NO] * 40, near=(7,))
NEGATIVES = [(1, 2), (0, 2), (0, 1), (), (0, 1)]
EPOCHS = range(80)


def _made(seed: int = 1) -> Examples:
    return Examples(QUESTIONS, NEGATIVES, encoder(), seed)


def _groups(at: int) -> Iterator[list[list[Labelled]]]:
    made = _made()
    return (made.of(epoch, at) for epoch in EPOCHS)


def test_windows_come_from_seed_epoch_and_question_alone() -> None:
    """Whatever was made before, the same three give the same windows; another seed or epoch gives others."""
    one, other = _made(), _made()
    forth = {(epoch, at): one.of(epoch, at) for epoch in range(3) for at in range(len(QUESTIONS))}
    back = {(epoch, at): other.of(epoch, at) for epoch in reversed(range(3)) for at in reversed(range(len(QUESTIONS)))}
    assert forth == back
    assert one.of(0, 0) != one.of(1, 0)
    assert [_made(2).of(epoch, 0) for epoch in range(3)] != [forth[epoch, 0] for epoch in range(3)]


def test_order_of_an_epoch_is_shuffled_and_takes_the_share() -> None:
    """All of share 1 are there once, of the others about the share, each epoch in an order of its own that can be had again."""
    chosen = [answered("Why?", ("So.",), (YES,), share=1.0 if at < 50 else 0.3) for at in range(450)]
    made = examples(chosen)
    order = made.order(0)
    assert order == examples(chosen).order(0) != made.order(1)
    assert len(set(order)) == len(order)
    assert set(range(50)) <= set(order)
    assert 80 < len(order) - 50 < 160
    assert order != sorted(order)


def test_first_window_holds_the_answer_and_its_offsets_point_at_it() -> None:
    """Cropped, shuffled or pushed back by a filler, the answer's sentence is there and the same words are pointed at."""
    for at, words in ((0, "1871"), (1, "Denmark"), (3, "Loose"), (4, "coal")):
        question = QUESTIONS[at]
        assert question.answer is not None
        right = question.sentences[question.answer[0]]
        for groups in _groups(at):
            first = groups[0][0]
            assert first.question == question.question
            assert isinstance(first.answer, tuple)
            sentence, begin, end = first.answer
            assert first.window.sentences[sentence] == right
            assert right[begin:end] == words
            assert [n for n, label in enumerate(first.labels) if label] == [sentence]


def test_window_is_a_stretch_of_the_text_after_at_most_a_filler() -> None:
    """What stands in it are neighbours in their order; a filler of another text is NO, and seen sometimes, not always."""
    fillers = []
    for groups in _groups(1):
        first = groups[0][0]
        assert isinstance(first.answer, tuple)
        fillers.append(first.answer[0])  # what answers is the first sentence of its text
        own = first.window.sentences[fillers[-1] :]
        assert own == SHORT.sentences[: len(own)]
        assert first.labels[: fillers[-1]] == (NO,) * fillers[-1]
    assert max(fillers) == 2
    assert 0 < sum(map(bool, fillers)) < len(fillers) / 2
    stretches = {
        tuple(TEXT.sentences.index(each) for each in groups[0][0].window.sentences if each in TEXT.sentences)
        for groups in _groups(0)
    }
    assert all(each == tuple(range(each[0], each[-1] + 1)) for each in stretches)
    assert len(stretches) > 3


def test_windows_of_other_texts_answer_nothing() -> None:
    """What only looks near stands in the question's group, all of it NO, and nothing in it answers."""
    seen: set[str] = set()
    for groups in _groups(0):
        for each in groups[0][1:]:
            assert (each.question, set(each.labels), each.answer) == (TEXT.question, {NO}, "null")
            assert not set(each.window.sentences) & set(TEXT.sentences)
            seen.update(each.window.sentences)
    assert seen == {*SHORT.sentences, *SOMEWHERE.sentences}


def test_near_misses_stand_alone_and_answer_nothing() -> None:
    """A near miss is a group of its own: another question, or the text without what answers; all NO and "null"."""
    changed, left_out = 0, 0
    for groups in _groups(0):
        for group in groups[1:]:
            (missed,) = group
            assert (set(missed.labels), missed.answer) == ({NO}, "null")
            if missed.question == TEXT.question:
                left_out += 1
                assert TEXT.sentences[8] not in missed.window.sentences
            else:
                changed += 1
                assert TEXT.sentences[8] in missed.window.sentences
    assert changed > 5
    assert left_out > 5


def test_text_that_may_answer_throughout_has_no_near_miss() -> None:
    """Where it is not known which sentence answers, none can be left out and none is called wrong."""
    for groups in _groups(2):
        (group,) = groups
        assert set(group[0].labels) - {NO} == {MAYBE}
        assert group[0].answer is None
        assert [each.answer for each in group[1:]] == ["null"] * (len(group) - 1)
        assert len(group) > 1


def test_loose_sentences_are_shuffled() -> None:
    """Where the right one stands among sentences without an order says nothing, and none stands in two windows."""
    places = set()
    for groups in _groups(3):
        group = groups[0]
        every = [sentence for each in group for sentence in each.window.sentences]
        assert len(set(every)) == len(every)
        assert len(group) == 2
        assert (set(group[1].labels), group[1].answer) == ({NO}, "null")
        places.add(group[0].labels.index(YES))
    assert len(places) > 5


def test_windows_are_no_longer_than_a_paragraph() -> None:
    """Without the question and the title a window has 130 ids at most, but for a filler of two sentences."""
    lengths = []
    for at, question in enumerate(QUESTIONS):
        for groups in _groups(at):
            for each in (each for group in groups for each in group):
                length = sum(encoder().length(sentence) for sentence in each.window.sentences)
                fillable = question.ordered and question.sentences[0] in each.window.sentences
                assert length <= 130 + fillable * 2 * (1 + MAX_SENTENCE)
                assert len(each.labels) == len(each.window.sentences) > 0
                lengths.append(length)
    assert max(lengths) > 100
    assert min(lengths) < 40


def test_long_text_is_learned_from_in_other_places_too() -> None:
    """Of what is longer than a window two more stretches stand in the group, all NO, apart, mostly where the question's words are."""
    found = examples([REPORT, SHORT])
    middles = []
    for epoch in EPOCHS:
        own = [each for each in found.of(epoch, 0)[0] if set(each.window.sentences) <= set(LONG)]
        stretches = [[LONG.index(sentence) for sentence in each.window.sentences] for each in own]
        assert len(stretches) == 3
        assert len(set().union(*stretches)) == sum(map(len, stretches))
        assert all(each == list(range(each[0], each[-1] + 1)) for each in stretches)
        assert [each.answer for each in own[1:]] == ["null"] * 2
        assert [set(each.labels) for each in own[1:]] == [{NO}] * 2
        middles.extend(stretches[1:])
    assert len({each[0] for each in middles}) > 20


def test_stretches_elsewhere_share_words_with_the_question() -> None:
    """What is near in words is chosen before what is not, chance apart."""
    texts = [f"Nobody knew what happened in the long night number {n}." for n in range(60)]
    texts[3], texts[30] = "Ida Holm baked bread in Oslo.", "Tom Reed baked no bread in Oslo, said Ida Holm."
    found = examples([answered("Where did Ida Holm bake bread?", texts, [n == 3 for n in range(60)]), SHORT])
    assert all(any(texts[30] in each.window.sentences for each in found.of(epoch, 0)[0]) for epoch in EPOCHS)


def test_what_answers_twice_is_called_so_in_both_places() -> None:
    """Another stretch that answers too is labelled as what it is."""
    labels = [YES if n in (7, 30) else NO for n in range(40)]
    found = examples([answered("Who sold apples in village number 30 or 7?", LONG, labels, (7, 8, 38)), SHORT])
    for epoch in EPOCHS:
        for each in found.of(epoch, 0)[0]:
            assert [LONG.index(text) in (7, 30) for text in each.window.sentences if text in LONG] == [
                label == YES for text, label in zip(each.window.sentences, each.labels, strict=True) if text in LONG
            ]


def test_what_is_not_answered_is_mostly_asked_of_what_comes_near() -> None:
    """Its one window is all NO and "null", in most epochs around the sentence that looks most like an answer, in some elsewhere."""
    near = 0
    for epoch in EPOCHS:
        ((only,),) = examples([UNSAID, SHORT]).of(epoch, 0)
        assert (set(only.labels), only.answer) == ({NO}, "null")
        near += LONG[7] in only.window.sentences
    assert 0.7 * len(EPOCHS) < near < len(EPOCHS)


def test_title_is_left_out_at_times() -> None:
    """Windows with the title and windows without it are both learned from."""
    assert {groups[0][0].window.title for groups in _groups(0)} == {"", "The lighthouse"}
