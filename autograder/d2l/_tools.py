"""Small tools of the book's package: counting, timing, minibatches, the device to use."""

import time
from collections.abc import Sequence
from typing import Any

import torch
from torch.utils.data import DataLoader, TensorDataset


class Accumulator:
    """Sums of ``n`` quantities that grow together, such as a loss, the right answers and the examples."""

    def __init__(self, n: int) -> None:
        self.data = [0.0] * n

    def add(self, *args: Any) -> None:
        """Add one number to each sum.

        Raises:
            ValueError: when there are not as many numbers as sums.
        """
        self.data = [total + float(value) for total, value in zip(self.data, args, strict=True)]

    def reset(self) -> None:
        """Set all sums to zero."""
        self.data = [0.0] * len(self.data)

    def __getitem__(self, index: int) -> float:
        return self.data[index]


class Timer:
    """Several stretches of time, in seconds; the first one starts at once."""

    def __init__(self) -> None:
        self.times: list[float] = []
        self.start()

    def start(self) -> None:
        """Start a stretch."""
        self.tik = time.perf_counter()

    def stop(self) -> float:
        """End the stretch, note it and return its length."""
        self.times.append(time.perf_counter() - self.tik)
        return self.times[-1]

    def avg(self) -> float:
        """The mean length.

        Raises:
            ValueError: before the first :meth:`stop`.
        """
        if not self.times:
            raise ValueError("nothing was timed yet: call stop() first")
        return sum(self.times) / len(self.times)

    def sum(self) -> float:
        """The length of all stretches together."""
        return sum(self.times)

    def cumsum(self) -> list[float]:
        """The lengths added up, one sum after each stretch."""
        return [sum(self.times[:count]) for count in range(1, len(self.times) + 1)]


def load_array(
    data_arrays: Sequence[torch.Tensor], batch_size: int, is_train: bool = True
) -> DataLoader[Any]:
    """Serve tensors of equal length in minibatches, in a fresh random order at each pass when ``is_train``.

    The last minibatch may be smaller.
    """
    return DataLoader(TensorDataset(*data_arrays), batch_size, shuffle=is_train)


def get_dataloader_workers() -> int:
    """How many processes should read data: none beside this one, for the images are in memory already."""
    return 0


def try_gpu(i: int = 0) -> torch.device:
    """The ``i``-th CUDA device if there is one, else the CPU."""
    return torch.device(f"cuda:{i}" if torch.cuda.device_count() > i else "cpu")
