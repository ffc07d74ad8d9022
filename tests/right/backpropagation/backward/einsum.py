def backward(g, saved):
    X, W1, H, W2 = saved
    delta = torch.einsum("nq,hq->nh", g, W2) * torch.sign(H)
    return (torch.einsum("nh,dh->nd", delta, W1), torch.einsum("nd,nh->dh", X, delta), torch.einsum("nh->h", delta),
            torch.einsum("nh,nq->hq", H, g), torch.einsum("nq->q", g))
