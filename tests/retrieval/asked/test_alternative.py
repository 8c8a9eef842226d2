"""Of a few that there are a question asks for one."""

from __future__ import annotations

import pytest

from retrieval.asked.alternative import tells_the_other, told_of_before


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("What was the fourth-quarter revenue?", "Acme reported third-quarter revenue of $4 billion.", True),
        ("What was revenue in Q4?", "Revenue in the third quarter was $4 billion.", True),
        ("What was the third-quarter revenue?", "Acme reported third-quarter revenue of $4 billion.", False),
        ("What was Q3 revenue?", "Third fiscal quarter revenue was $4 billion, after 3 in the second quarter.", False),
        ("What was the fourth-quarter revenue?", "Acme reported revenue of $4 billion.", False),
        ("What was last quarter's revenue?", "Acme reported third-quarter revenue of $4 billion.", False),
        ("Who won the third quarter-final?", "Holm won in the first quarter.", False),
        ("Who signed the petition in favour?", "A petition against the ban was signed by Tom Reed.", True),
        ("Who voted against the plan?", "Ann Lee voted in favour.", True),
        ("Who voted against the plan?", "Nine voted in favour and six opposed it.", False),
        ("Who voted in favour?", "Nine were for it, and six voted against.", False),
        ("What do the students hold against the firm?", "It decided in favour of the mine.", False),
        ("Who voted in favour or against?", "Ann Lee voted against it.", False),
        ("did measure c pass", "Measure D, a tax on empty homes, failed.", True),
        ("did measure c pass", "Measure D failed, but C passed.", False),
        ("did measure c pass", "Measures B, C and D passed.", False),
        ("did measure c pass", "Only Measure D failed.", False),
        ("did a measure pass?", "Measure D failed.", False),
        ("When does phase two begin?", "Phase I ended in May.", True),
        ("When does phase two begin?", "Phase 3 begins in May.", True),
        ("When does phase two begin?", "Phase II begins in May.", False),
        ("When does phase two begin?", "The second phase begins in May.", False),
        ("When does the second phase begin?", "Phase 3 begins in May.", True),
        ("Is Terminal 4 open?", "Terminals 2 to 5 are open.", False),
        ("When did phase 1 end?", "Phase I ended in May.", False),
        ("Who scored in the first half?", "Holm scored in the second half.", True),
        ("Who scored in the first half?", "Holm scored in the second half, and Lee in the first.", False),
        ("Who died in the first week?", "By the end of the week five people had died.", False),
        # Only compared with.
        (
            "What was revenue in the first quarter?",
            "Revenue was $5 billion, up from $4 billion in the fourth quarter.",
            False,
        ),
        ("What was revenue in the first quarter?", "Revenue rose more than in the fourth quarter.", False),
        ("What was revenue in Q1?", "Compared with the fourth quarter, revenue was flat.", False),
        ("What was revenue in Q1?", "Fourth-quarter revenue was $4 billion, up from $3 billion.", True),
        ("How many voted for Measure C?", "It passed by 60 to 40, while Measure D failed.", False),
        ("How many voted for Measure C?", "Unlike Measure D, it passed.", False),
        ("How many voted for Measure C?", "Measure D passed by 60 to 40, after a recount.", True),
        ("When does phase 2 begin?", "It begins in May, once phase 1 is over.", False),
        ("When does phase 2 begin?", "It was put off until May, though phase 1 has ended.", False),
        ("What happened in the first days?", "On the fifth day the fever went down.", False),
    ],
)
def test_what_is_told_of_the_other_does_not_answer(question: str, sentence: str, *, other: bool) -> None:
    """Law: only a sentence that names another of them, and in no words the one asked for, is surely of another."""
    assert tells_the_other(question, sentence) is other


SINCE = "It is the deadliest flood since 1962, when 57 people drowned, officials said."


@pytest.mark.parametrize(
    ("question", "words", "before"),
    [
        ("How many people died in the flood?", "57 people", True),
        ("What is the death toll?", "57", True),
        ("How many drowned in 1962?", "57", False),
        ("How many died in the last flood as deadly?", "57", False),
        ("Why is 1962 remembered?", "57 people drowned", False),
        ("How many people died in the flood?", "deadliest", False),
    ],
)
def test_what_a_sentence_compares_with_is_no_count_of_what_is_asked(question: str, words: str, *, before: bool) -> None:
    """Law: how many there were the time before answers only who asks of a time before."""
    start = SINCE.index(words)
    assert told_of_before(question, SINCE, start, start + len(words)) is before
