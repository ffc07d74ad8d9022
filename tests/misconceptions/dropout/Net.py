# === super-init-missing
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        return self.lin3(self.lin2(self.lin1(X)))
# === net-dropout-at-evaluation
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
        self.act = nn.ReLU()
    def forward(self, X):
        H1 = dropout_layer(self.act(self.lin1(X)), dropout1)
        H2 = dropout_layer(self.act(self.lin2(H1)), dropout2)
        return self.lin3(H2)
# === net-dropout-rates-swapped
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        H = self.lin1(X).clamp(min=0)
        H = dropout_layer(H, dropout2) if self.training else H
        H = self.lin2(H).clamp(min=0)
        H = dropout_layer(H, dropout1) if self.training else H
        return self.lin3(H)
# === net-dropout-eval-not-honoured
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.is_training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
        self.relu = nn.ReLU()
    def forward(self, X):
        H1 = self.relu(self.lin1(X))
        if self.is_training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.is_training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === net-dropout-is-training-ignored
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        H1 = self.lin1(X).relu()
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.lin2(H1).relu()
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === not-callable|?
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.train = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        H1 = self.lin1(X).relu()
        if self.train:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.lin2(H1).relu()
        if self.train:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === net-dropout-never
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        H1 = self.lin1(X).relu()
        if self.training:
            dropout_layer(H1, dropout1)
        H2 = self.lin2(H1).relu()
        if self.training:
            dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === net-dropout-on-the-output
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        drop = lambda H, p: dropout_layer(H, p) if self.training else H
        return drop(self.lin3(drop(self.lin2(drop(self.lin1(X).relu(), dropout1)).relu(), dropout2)), dropout2)
# === ?
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        drop = lambda H, p: dropout_layer(H, p) if self.training else H
        return self.lin3(drop(self.lin2(drop(self.lin1(X), dropout1)), dropout2))
# === net-dropout-backwards
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        drop = lambda H, p: H if self.training else dropout_layer(H, p)
        return self.lin3(drop(self.lin2(drop(self.lin1(X).relu(), dropout1)).relu(), dropout2))
# === net-dropout-first-layer-only
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        H = torch.relu(self.lin1(X))
        if self.training:
            H = dropout_layer(H, dropout1)
        return self.lin3(torch.relu(self.lin2(H)))
# === wrong-arguments|?
class Net(nn.Module):
    def __init__(self, a, q, h1, h2):
        super().__init__()
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        return self.lin3(torch.relu(self.lin2(torch.relu(self.lin1(X)))))
# === nothing-returned|?
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h1, h2), nn.Linear(h2, q)
    def forward(self, X):
        H = torch.relu(self.lin1(X))
        H = torch.relu(self.lin2(H))
        self.lin3(H)
# === matmul-shapes|?
class Net(nn.Module):
    def __init__(self, a, q, h1, h2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1, self.lin2, self.lin3 = nn.Linear(a, h1), nn.Linear(h2, h1), nn.Linear(h2, q)
    def forward(self, X):
        return self.lin3(torch.relu(self.lin2(torch.relu(self.lin1(X)))))
# === net-dropout-relu-missing
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = self.lin1(X)
        if self.training: H1 = dropout_layer(H1, dropout1)
        H2 = self.lin2(H1)
        if self.training: H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === net-dropout-relu-missing
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, dropout1)
        H2 = self.lin2(H1)
        if self.training: H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === net-dropout-one-rate-twice
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training: H2 = dropout_layer(H2, dropout1)
        return self.lin3(H2)
# === net-dropout-never
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training: dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === net-dropout-rates-written-in
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, 0.2)
        H2 = torch.relu(self.lin2(H1))
        if self.training: H2 = dropout_layer(H2, 0.5)
        return self.lin3(H2)
# === net-dropout-softmax-on-the-output
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training: H2 = dropout_layer(H2, dropout2)
        return torch.softmax(self.lin3(H2), dim=1)
# === net-dropout-relu-on-the-output
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training: H2 = dropout_layer(H2, dropout2)
        return torch.relu(self.lin3(H2))
# === net-dropout-before-the-layers
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        if self.training: X = dropout_layer(X, dropout1)
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, dropout2)
        return self.lin3(torch.relu(self.lin2(H1)))
# === net-dropout-backwards
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if not self.training: H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if not self.training: H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === fewer-items
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.d1, self.d2 = nn.Dropout(dropout1), nn.Dropout(dropout2)
        self.train(is_training)
    def forward(self, X):
        return self.lin3(self.d2(torch.relu(self.lin2(self.d1(torch.relu(self.lin1(X)))))))
# === net-dropout-first-layer-only
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, dropout1)
        return self.lin3(torch.relu(self.lin2(H1)))
# === no-gradient
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1.data, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training: H2 = dropout_layer(H2.data, dropout2)
        return self.lin3(H2)
# === none-used
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.lin1 = nn.Linear(num_inputs, num_hiddens1); self.lin2 = nn.Linear(num_hiddens1, num_hiddens2); self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.training = is_training
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training: H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training: H2 = dropout_layer(H2, dropout2)
        out = self.lin3(H2)

# === net-dropout-rates-written-in
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.num_inputs = num_inputs
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()
    def forward(self, X):
        H1 = self.relu(self.lin1(X.reshape((-1, self.num_inputs))))
        if self.training:
            H1 = dropout_layer(H1, 0.5)
        H2 = self.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, 0.5)
        return self.lin3(H2)
# === net-dropout-of-the-input-too
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)

    def forward(self, X):
        for lin, rate in ((self.lin1, dropout1), (self.lin2, dropout2)):
            if self.training:
                X = dropout_layer(X, rate)
            X = torch.relu(lin(X))
        if self.training:
            X = dropout_layer(X, dropout2)
        return self.lin3(X)
# === module-for-tensor
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU

    def forward(self, X):
        H1 = self.relu(self.lin1(X))
        if self.training == True:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.training == True:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
# === net-dropout-scaled-at-evaluation
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.num_inputs, self.training = num_inputs, is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        out = X.reshape(-1, self.num_inputs)
        for lin, p in ((self.lin1, dropout1), (self.lin2, dropout2)):
            out = torch.relu(lin(out))
            if self.training:
                out = dropout_layer(out, p)
            else:
                out = (1 - p) * out
        return self.lin3(out)


# === other-formula
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = torch.sigmoid(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)


# === other-formula
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2).argmax(dim=1)


# === other-formula
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return torch.log_softmax(self.lin3(H2), dim=-1)


# === other-formula
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        H1 = self.lin1(torch.relu(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.lin2(torch.relu(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)


# === other-formula
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        if not self.training:
            H2 = H2 * (1 - dropout2)
        return self.lin3(H2)


# === lost-dimension
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
    def forward(self, X):
        H1 = torch.relu(self.lin1(X))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = torch.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2).squeeze()


# === net-dropout-one-rate-twice
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.num_inputs = num_inputs
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()

    def forward(self, X):
        H1 = self.relu(self.lin1(X.reshape((-1, self.num_inputs))))
        if self.training:
            H1 = dropout_layer(H1, dropout2)
        H2 = self.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)


# === net-dropout-is-training-ignored
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.num_inputs = num_inputs
        self.training = not is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs)
        self.relu = nn.ReLU()

    def forward(self, X):
        H1 = self.relu(self.lin1(X.reshape((-1, self.num_inputs))))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)


# === items-replaced
class Net(nn.Module):
    def __init__(self, num_inputs, num_outputs, num_hiddens1, num_hiddens2, is_training=True):
        super().__init__()
        self.num_inputs = num_inputs
        self.training = is_training
        self.lin1 = nn.Linear(num_inputs, num_hiddens1)
        self.lin2 = nn.Linear(num_hiddens1, num_hiddens2)
        self.lin3 = nn.Linear(num_hiddens2, num_outputs, bias=False)
        self.relu = nn.ReLU()

    def forward(self, X):
        H1 = self.relu(self.lin1(X.reshape((-1, self.num_inputs))))
        if self.training:
            H1 = dropout_layer(H1, dropout1)
        H2 = self.relu(self.lin2(H1))
        if self.training:
            H2 = dropout_layer(H2, dropout2)
        return self.lin3(H2)
