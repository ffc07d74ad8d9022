class Batches:
    def __init__(self, batch_size, features, labels):
        self.size, self.data = batch_size, (features, labels)

    def __iter__(self):
        self_order = torch.argsort(torch.rand(len(self.data[0])))
        def walk(rest):
            while len(rest):
                head, rest = rest[:self.size], rest[self.size:]
                yield tuple(part.index_select(0, head) for part in self.data)
        return walk(self_order)


def data_iter(batch_size, features, labels):
    return Batches(batch_size, features, labels)
