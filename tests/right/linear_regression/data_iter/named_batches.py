from typing import NamedTuple, Iterator
class Batch(NamedTuple):
    X: torch.Tensor
    y: torch.Tensor
def data_iter(batch_size: int, features: torch.Tensor, labels: torch.Tensor) -> Iterator[Batch]:
    yield from (Batch(features.index_select(0, rows), labels.index_select(0, rows)) for rows in torch.randperm(features.size(0)).chunk(-(-len(features) // batch_size)) if len(rows)) if len(features) % batch_size == 0 else (Batch(features[rows], labels[rows]) for rows in torch.randperm(len(features)).split(batch_size))
