"""`footnote articles`, `footnote article` and `footnote corpus list`."""

from __future__ import annotations

import argparse
import json

from bot.console.machine import article_form
from bot.console.session import EVERYONE, opened_service
from bot.console.terminal import out, show_article, show_articles
from config.settings import Settings


async def articles(settings: Settings, options: argparse.Namespace) -> int:
    """List the articles that are loaded."""
    async with opened_service(settings) as service:
        found = service.articles(EVERYONE)
    if options.json:
        print(json.dumps({"articles": [article_form(each) for each in found]}, ensure_ascii=False))
    else:
        show_articles(out(), found)
    return 0


async def article(settings: Settings, options: argparse.Namespace) -> int:
    """Show one article whole."""
    async with opened_service(settings) as service:
        found = service.article(EVERYONE, options.id)
    if options.json:
        print(json.dumps({**article_form(found), "body": found.body}, ensure_ascii=False))
    else:
        show_article(out(), found)
    return 0
