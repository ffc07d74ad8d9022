from torch.utils import data

def data_iter(batch_size, features, labels):
    return data.DataLoader(data.TensorDataset(features, labels), batch_size, shuffle=True, num_workers=2)
