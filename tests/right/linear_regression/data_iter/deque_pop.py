from collections import deque
def data_iter(batch_size, features, labels):
    todo = deque(random.sample(range(features.size(0)), features.size(0)))
    while todo:
        batch = [todo.popleft() for _ in range(min(batch_size, len(todo)))]
        yield torch.stack([features[j] for j in batch]), torch.stack([labels[j] for j in batch])
