import random


def init_params(num_inputs, num_hiddens, num_outputs):
    def draw(rows, columns):
        return nn.Parameter(torch.tensor([[random.gauss(0, 0.01) for _ in range(columns)] for _ in range(rows)]))

    return [draw(num_inputs, num_hiddens), nn.Parameter(torch.zeros(num_hiddens)),
            draw(num_hiddens, num_outputs), nn.Parameter(torch.zeros(num_outputs))]
