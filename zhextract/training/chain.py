"""The network behind the tagger, trained with PyTorch: hashed features, one hidden layer, a linear chain.

Labels are O, B, M, E of one flat mention. A corpus that is silent on a stretch leaves its
labels open (-1), and every labelling of it counts. Each corpus ("domain") has a bias of its
own in both layers, so that conventions which differ do not blur what the corpora share.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

__all__ = ["LABELS", "Chain", "Sentence", "fit_logistic", "predict", "train"]

LABELS = "OBME"
FORBIDDEN = -1e4
# Which label may follow which: a mention is at least two characters.
ALLOWED = torch.tensor([[1, 1, 0, 0], [0, 0, 1, 1], [0, 0, 1, 1], [1, 1, 0, 0]], dtype=torch.bool)
START = torch.tensor([0.0, 0.0, FORBIDDEN, FORBIDDEN])
END = torch.tensor([0.0, FORBIDDEN, FORBIDDEN, 0.0])


@dataclass(frozen=True, slots=True)
class Sentence:
    """A training sentence: feature rows (characters × features), labels (-1 where open), domain and weight."""

    rows: NDArray[np.int32]
    labels: NDArray[np.int64]
    domain: int
    weight: float = 1.0


class Chain(nn.Module):
    """Sum of the rows of all features, one hidden layer, scores of labels, scores of label after label."""

    def __init__(self, bits: int, domains: int, *, width: int, inner: int) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(1 << bits, width, mode="sum", sparse=True)
        nn.init.normal_(self.table.weight, std=0.05)
        self.hidden = nn.Linear(width, inner)
        self.output = nn.Linear(inner, len(LABELS))
        self.hidden_domain = nn.Parameter(torch.zeros(domains, inner))
        self.output_domain = nn.Parameter(torch.zeros(domains, len(LABELS)))
        self.steps = nn.Parameter(torch.zeros(len(LABELS), len(LABELS)))

    def transitions(self) -> torch.Tensor:
        """Scores of label after label, forbidden ones far below."""
        return torch.where(ALLOWED, self.steps, torch.tensor(FORBIDDEN))

    def scores(self, rows: torch.Tensor, domain: int, *, lose: float = 0.0, drop: float = 0.0) -> torch.Tensor:
        """Scores of each character; `lose` of its features and `drop` of its hidden units are left out at random."""
        kept = (torch.rand(rows.shape) >= lose).float() / (1 - lose) if lose else None
        inner = torch.relu(self.hidden(self.table(rows, per_sample_weights=kept)) + self.hidden_domain[domain])
        inner = nn.functional.dropout(inner, drop, training=drop > 0)
        scores: torch.Tensor = self.output(inner) + self.output_domain[domain]
        return scores

    def loss(self, scores: torch.Tensor, labels: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """Negative log likelihood of all labellings that agree with the labels given, one for each sentence."""
        against = (labels >= 0).unsqueeze(-1) & ~nn.functional.one_hot(labels.clamp(min=0), len(LABELS)).bool()
        wanted = scores.masked_fill(against, FORBIDDEN)
        total = self._forward(torch.cat([scores, wanted]), torch.cat([mask, mask]))
        return total[: len(scores)] - total[len(scores) :]

    def _forward(self, scores: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        steps = self.transitions()
        alpha = scores[:, 0] + START
        for at in range(1, scores.shape[1]):
            following = torch.logsumexp(alpha.unsqueeze(-1) + steps, dim=1) + scores[:, at]
            alpha = torch.where(mask[:, at].unsqueeze(-1), following, alpha)
        return torch.logsumexp(alpha + END, dim=1)


def _batches(sentences: Sequence[Sentence], size: int, random: np.random.Generator) -> list[list[Sentence]]:
    """Batches of one domain and similar lengths, some `size` characters each, in random order."""
    lengths = [len(sentence.labels) + random.random() for sentence in sentences]
    batches: list[list[Sentence]] = []
    for index in sorted(range(len(sentences)), key=lambda i: (sentences[i].domain, lengths[i])):
        sentence = sentences[index]
        if not batches or batches[-1][0].domain != sentence.domain or len(batches[-1]) * len(sentence.labels) >= size:
            batches.append([])
        batches[-1].append(sentence)
    return [batches[i] for i in random.permutation(len(batches))]


def _pad(batch: Sequence[Sentence]) -> tuple[torch.Tensor, torch.Tensor]:
    """Labels and mask of a batch, sentences × characters."""
    lengths = torch.tensor([len(sentence.labels) for sentence in batch])
    mask = torch.arange(int(lengths.max())).unsqueeze(0) < lengths.unsqueeze(1)
    labels = torch.full(mask.shape, -1, dtype=torch.long)
    labels[mask] = torch.from_numpy(np.concatenate([sentence.labels for sentence in batch]))
    return labels, mask


def _spread(flat: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Scores of all characters in a row to sentences × characters × labels."""
    return torch.zeros(*mask.shape, flat.shape[1]).masked_scatter(mask.unsqueeze(-1), flat)


def train(
    sentences: Sequence[Sentence],
    *,
    bits: int,
    domains: int,
    width: int = 16,
    inner: int = 48,
    epochs: int = 5,
    lose: float = 0.3,
    drop: float = 0.3,
    seed: int = 7,
) -> Chain:
    """Train; the same sentences and seed give the same weights."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(seed)
    model = Chain(bits, domains, width=width, inner=inner)
    dense_weights = [weight for name, weight in model.named_parameters() if name != "table.weight"]
    rates = {"sparse": 0.05, "dense": 2e-3}
    sparse = torch.optim.Adagrad([model.table.weight], lr=rates["sparse"])
    dense = torch.optim.AdamW(dense_weights, lr=rates["dense"], weight_decay=1e-4)
    for epoch in range(epochs):
        batches = _batches(sentences, 2500, random)
        for number, batch in enumerate(batches):
            left = max(0.05, 1 - (epoch + number / len(batches)) / epochs)
            sparse.param_groups[0]["lr"] = rates["sparse"] * left
            dense.param_groups[0]["lr"] = rates["dense"] * left
            labels, mask = _pad(batch)
            rows = torch.from_numpy(np.concatenate([sentence.rows for sentence in batch]))
            scores = _spread(model.scores(rows, batch[0].domain, lose=lose, drop=drop), mask)
            weights = torch.tensor([sentence.weight for sentence in batch])
            loss = (model.loss(scores, labels, mask) * weights).sum() / 20
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(dense_weights, 5.0)
            for optimiser in (sparse, dense):
                optimiser.step()
                optimiser.zero_grad()
    return model


@torch.no_grad()
def predict(model: Chain, sentences: Sequence[Sentence], domain: int = 0) -> list[list[int]]:
    """The best labels of each sentence."""
    steps = model.transitions()
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i].labels))
    found: list[list[int]] = [[] for _ in sentences]
    for begin in range(0, len(order), 64):
        indexes = order[begin : begin + 64]
        batch = [sentences[i] for i in indexes]
        _, mask = _pad(batch)
        scores = _spread(model.scores(torch.from_numpy(np.concatenate([s.rows for s in batch])), domain), mask)
        best, links = scores[:, 0] + START, []
        for at in range(1, scores.shape[1]):
            value, link = (best.unsqueeze(-1) + steps).max(1)
            inside = mask[:, at].unsqueeze(-1)
            links.append(torch.where(inside, link, torch.arange(len(LABELS)).unsqueeze(0)))
            best = torch.where(inside, value + scores[:, at], best)
        label = (best + END).argmax(1)
        path = [label]
        for link in reversed(links):
            label = link.gather(1, label.unsqueeze(1)).squeeze(1)
            path.append(label)
        table = torch.stack(path[::-1], 1)
        for row, index in enumerate(indexes):
            found[index] = table[row, : len(batch[row].labels)].tolist()
    return found


def fit_logistic(
    rows: NDArray[np.int32], wanted: NDArray[np.float32], *, size: int, epochs: int = 2, seed: int = 7
) -> NDArray[np.float32]:
    """Fit one weight for each feature row, so that the sum of a character's weights tells whether it is wanted."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    random = np.random.default_rng(seed)
    weights = nn.EmbeddingBag(size, 1, mode="sum", sparse=True)
    nn.init.zeros_(weights.weight)
    optimiser = torch.optim.Adagrad(weights.parameters(), lr=0.3)
    for _ in range(epochs):
        for part in np.array_split(random.permutation(len(rows)), max(1, len(rows) // 4096)):
            sums = weights(torch.from_numpy(rows[part])).squeeze(1)
            loss = nn.functional.binary_cross_entropy_with_logits(sums, torch.from_numpy(wanted[part]), reduction="sum")
            loss.backward()  # type: ignore[no-untyped-call]
            optimiser.step()
            optimiser.zero_grad()
    fitted: NDArray[np.float32] = weights.weight.detach().numpy()[:, 0]
    return fitted
