"""LlamaIndex with its FAISS store and its default division, sentences up to 1,024 tokens that share 200."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import faiss
from llama_index.core import Document, StorageContext, VectorStoreIndex, load_index_from_storage
from llama_index.core.node_parser import SentenceSplitter
from llama_index.core.schema import TextNode
from llama_index.embeddings.huggingface import HuggingFaceEmbedding
from llama_index.vector_stores.faiss import FaissVectorStore

from benchmarks.systems import AskMany, Stages, Text
from benchmarks.systems.askers import gathered, in_threads
from benchmarks.systems.weights import weights

# Its default is two, of which no first three could be judged.
_FOUND = 3
_WIDTH = 384


class LlamaIndex:
    """A retriever of three nodes."""

    def __init__(self, home: Path) -> None:
        self._folder = str(home / "llamaindex")
        self._embedding = HuggingFaceEmbedding(model_name=weights())
        self._retriever: Any = None

    def build(self, articles: Sequence[Text], passages: Sequence[Text] | None) -> dict[str, float]:
        """Divide, encode and save."""
        stages = Stages()
        with stages.stage("split"):
            nodes: list[Any] = [
                TextNode(text=each.text, start_char_idx=each.start, metadata={"article": each.article}, **_HIDDEN)
                for each in passages or ()
            ]
            if passages is None:
                documents = [
                    Document(text=each.text, metadata={"article": each.article}, **_HIDDEN) for each in articles
                ]
                nodes = list(SentenceSplitter().get_nodes_from_documents(documents))
        with stages.stage("embed"):
            store = FaissVectorStore(faiss_index=faiss.IndexFlatIP(_WIDTH))
            context = StorageContext.from_defaults(vector_store=store)
            index = VectorStoreIndex(nodes, storage_context=context, embed_model=self._embedding)
        with stages.stage("write"):
            index.storage_context.persist(self._folder)
        return stages.seconds

    def open(self) -> None:
        """Load what was saved."""
        store = FaissVectorStore.from_persist_dir(self._folder)
        context = StorageContext.from_defaults(vector_store=store, persist_dir=self._folder)
        index = load_index_from_storage(context, embed_model=self._embedding)
        self._retriever = index.as_retriever(similarity_top_k=_FOUND)

    def ask(self, question: str) -> list[Text]:
        """The nearest nodes."""
        return list(map(_text, self._retriever.retrieve(question)))

    @property
    def ways(self) -> Mapping[str, AskMany]:
        """Threads, or its async method."""
        return {"threads": in_threads(self.ask), "tasks": lambda questions: asyncio.run(gathered(self._ask, questions))}

    async def _ask(self, question: str) -> list[Text]:
        return list(map(_text, await self._retriever.aretrieve(question)))


# Which article a node is of must not be encoded with its words.
_HIDDEN: dict[str, Any] = {"excluded_embed_metadata_keys": ["article"]}


def _text(found: Any) -> Text:
    return Text(found.node.metadata["article"], found.node.text, start=found.node.start_char_idx)
