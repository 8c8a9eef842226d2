"""What nobody but a hand sends and once broke the bot, or nearly: what is told of it."""

from __future__ import annotations

from typing import Any

from tests.isolation.hostile import Address, Checked, Command, Correction, Form, Press, Upload

FOUND: tuple[tuple[Any, str], ...] = (
    (Press("fn:build:x", ephemeral=True), "There are no such articles"),
    (Press("fn:cancel:²", ephemeral=True), "There are no such articles"),
    (Press("fn:build:" + "9" * 30, ephemeral=True), "There are no such articles"),
    (Press("fn:none:{}", ephemeral=True), "This button is of another version"),
    (Press("fn:why:\ud800", ephemeral=False), "This button is of another version"),
    (Press("fn:quotes:\ud800:0", ephemeral=False), "This button is of another version"),
    (Form("fn:ask:\ud800", [{"custom_id": "question", "value": "and when?"}]), "is not on record any more"),
    (Form("fn:ask:{}:public", None), "the question is empty"),
    (Form("fn:ask:{}:public", [None, {"value": 5}, {"component": []}]), "the question is empty"),
    (Command("ask", (("question", 3, "Who?"), ("article", 3, []))), "This command is of another version"),
    (Command("ask", (("question", 10, []),)), "This command is of another version"),
    (Command("ask", (("question", 3, "Who?"), ("private", 3, "x"))), "This command is of another version"),
    (Command("ask", ()), "This command is of another version"),
    (Command("quotes", (("speaker", 3, "\ud800"),)), "This command is of another version"),
    (Command("none", ()), "This command is of another version"),
    (Command("corpus none", ()), "This command is of another version"),
    (Command("corpus", ()), "This command is of another version"),
    (Command("corpus add", (("file", 11, "5"),)), "This command is of another version"),
    (Command("settings server", (("log", 7, "x"),)), "This command is of another version"),
    (Command("settings channel", (("channel", 7, "5"),)), "This command is of another version"),
    (Command("settings server", (("per_person", 4, 10**30),)), "is more than this bot allows"),
    (Command("settings server", (("per_person", 4, -(2**63) - 1),)), "is less than this bot allows"),
    (Command("settings server", (("reset", 3, "none"),)), "No option was given"),
    (Press("fn:add:{own}:../articles", ephemeral=True), "does not wait to be added any more"),
    (Press("fn:discard:0:AAAAAAAAAAAA", ephemeral=True), "Only those who run this bot"),
    (Press("fn:remove:{own}:none", ephemeral=True), "was not removed"),
    (Press("fn:forget:{own}", ephemeral=False), "This button is of another version"),
    (Press("fn:all:x", ephemeral=False), "is not on record any more"),
    (Form("fn:edit:{own}", None), "was not corrected"),
    (Form("fn:edit:²:pier", None), "There are no such articles"),
    (Correction({"title": "\ud800"}), "was not corrected"),
    (Correction({"published": "4 May 2021"}), "was not corrected"),
    (Upload("/../x\u202e.md", b""), "it is empty"),
    (Upload("x.pdf", b"%PDF-1.7"), "x.pdf"),
    (Address("http://[::1]:1/", None), "only pages that anybody can reach are fetched"),
    (Checked("\u200b"), "This message has no text"),
)
