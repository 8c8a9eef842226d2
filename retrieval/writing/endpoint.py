"""A chat completions endpoint, as OpenAI defined it and many servers speak it: one request, and no trust in what comes back."""

from __future__ import annotations

import json
from typing import Any

import httpx

from config.sections import WriterSettings

MOST_BYTES = 256 * 1024
_PATH = "/chat/completions"


class EndpointError(Exception):
    """Why there is no reply, in words that hold nothing of what was sent or came back."""

    loggable = True


class Endpoint:
    """Asks a language model. `settings.url` must be set; end it by aclose."""

    def __init__(self, settings: WriterSettings) -> None:
        assert settings.url is not None
        self._url = settings.url
        # Unpacked, a small response may be as large as it likes; httpx would ask for packed ones.
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if settings.key is not None:
            headers["Authorization"] = f"Bearer {settings.key.get_secret_value()}"
        # Nothing of the environment's, such as .netrc or a proxy, has a say in where the articles and the key go.
        self._client = httpx.AsyncClient(
            headers=headers, timeout=settings.timeout, trust_env=False, follow_redirects=False
        )

    async def reply(self, body: dict[str, Any]) -> str:
        """What the model wrote to `body`; raises EndpointError. Bytes that drip in may take for ever: set a deadline around it."""
        try:
            return _content(await self._post(body))
        except (httpx.HTTPError, httpx.InvalidURL, OSError, RuntimeError, UnicodeError) as error:
            # The text of such an error may hold the address; a client that was closed meanwhile raises RuntimeError.
            raise EndpointError(f"the request failed ({type(error).__name__})") from None

    async def aclose(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def _post(self, body: dict[str, Any]) -> bytes:
        async with self._client.stream("POST", _completions(self._url), json=body) as response:
            if response.status_code != httpx.codes.OK:
                raise EndpointError(f"the endpoint answered with status {response.status_code}")
            received = bytearray()
            async for piece in response.aiter_raw():
                received += piece
                if len(received) > MOST_BYTES:
                    raise EndpointError(f"the response has more than {MOST_BYTES:,} bytes")
            return bytes(received)


def _completions(url: str) -> httpx.URL:
    """Where completions are made: `url` is the API's base, or that address itself."""
    base = httpx.URL(url)
    path = base.path.rstrip("/")
    return base.copy_with(path=path if path.endswith(_PATH) else path + _PATH)


def _content(data: bytes) -> str:
    """choices[0].message.content of a chat completion."""
    try:
        value = json.loads(data.decode("utf-8"))
        content = value["choices"][0]["message"]["content"]
    except (ValueError, RecursionError, LookupError, TypeError):
        raise EndpointError("the response is no chat completion") from None
    if not isinstance(content, str):
        raise EndpointError("the response has no text in it")
    return content
