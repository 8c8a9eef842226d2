"""LangChain with its FAISS store, as its guide to semantic search sets it up: parts of 1,000 characters that share 200."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from langchain_community.vectorstores import FAISS
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from benchmarks.systems import AskMany, Stages, Text
from benchmarks.systems.askers import gathered, in_threads
from benchmarks.systems.weights import weights


class LangChain:
    """`similarity_search` with its default of four documents."""

    def __init__(self, home: Path) -> None:
        self._folder = str(home / "langchain")
        self._embeddings = HuggingFaceEmbeddings(model_name=weights())
        self._store: Any = None

    def build(self, articles: Sequence[Text], passages: Sequence[Text] | None) -> dict[str, float]:
        """Divide, encode and save."""
        stages = Stages()
        with stages.stage("split"):
            documents = [_document(each) for each in passages or articles]
            if passages is None:
                splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200, add_start_index=True)
                documents = splitter.split_documents(documents)
        with stages.stage("embed"):
            store = FAISS.from_documents(documents, self._embeddings)
        with stages.stage("write"):
            store.save_local(self._folder)
        return stages.seconds

    def open(self) -> None:
        """The pickle it reads is the one it has written."""
        self._store = FAISS.load_local(self._folder, self._embeddings, allow_dangerous_deserialization=True)

    def ask(self, question: str) -> list[Text]:
        """The nearest documents."""
        return list(map(_text, self._store.similarity_search(question)))

    @property
    def ways(self) -> Mapping[str, AskMany]:
        """Threads, or its async method."""
        return {"threads": in_threads(self.ask), "tasks": lambda questions: asyncio.run(gathered(self._ask, questions))}

    async def _ask(self, question: str) -> list[Text]:
        return list(map(_text, await self._store.asimilarity_search(question)))


def _document(text: Text) -> Document:
    return Document(page_content=text.text, metadata={"article": text.article, "start_index": text.start})


def _text(document: Document) -> Text:
    return Text(document.metadata["article"], document.page_content, start=document.metadata["start_index"])
