"""The writer: asks a language model to rephrase an answer, and hands on what the guard leaves of its reply."""

from __future__ import annotations

import asyncio
import logging

from config.sections import WriterSettings
from retrieval.values import Answer, ComposedSentence
from retrieval.writing.endpoint import Endpoint, EndpointError
from retrieval.writing.guard import guard
from retrieval.writing.request import request

AT_ONCE = 4

_log = logging.getLogger(__name__)


class Writer:
    """Composes, AT_ONCE answers at a time and no more: who comes then does without. Use it on one loop; end it by aclose."""

    def __init__(self, settings: WriterSettings) -> None:
        self._settings = settings
        self._endpoint = Endpoint(settings)
        self._running: set[asyncio.Task[tuple[ComposedSentence, ...]]] = set()
        self._closed = False

    async def compose(self, answer: Answer) -> tuple[ComposedSentence, ...]:
        """Sentences that rest on the citations of `answer`; () where there are none, for whatever reason. Never raises.

        Where its articles differ there are none: what they give is shown side by side, and no sentence may blend it.
        """
        if answer.differing:
            return ()
        if self._closed or len(self._running) >= AT_ONCE:
            _log.info("composed nothing: %s", "closed" if self._closed else f"{AT_ONCE} answers are being composed")
            return ()
        composing = asyncio.create_task(self._compose(answer))
        self._running.add(composing)
        try:
            composed = await composing
        except TimeoutError:
            _log.info("composed nothing: no reply within %g seconds", self._settings.timeout)
        except EndpointError as error:
            _log.info("composed nothing: %s", error)
        except Exception:  # noqa: BLE001 - whatever a reply makes the guard raise, the excerpts stand
            _log.exception("composed nothing: the writer failed")
        except asyncio.CancelledError:
            # Of the request alone, by aclose, or of whoever asked.
            if (task := asyncio.current_task()) is not None and task.cancelling():
                raise
        else:
            _log.info("composed %d sentences", len(composed))
            return composed
        finally:
            self._running.discard(composing)
        return ()

    async def aclose(self) -> None:
        """Give up what is being composed."""
        self._closed = True
        for composing in self._running:
            composing.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        await self._endpoint.aclose()

    async def _compose(self, answer: Answer) -> tuple[ComposedSentence, ...]:
        async with asyncio.timeout(self._settings.timeout):
            reply = await self._endpoint.reply(request(answer, self._settings))
            # Tens of milliseconds for a long reply, more for long excerpts: not on the loop.
            return await asyncio.to_thread(guard, reply, answer.citations)
