def sgd(params, lr, batch_size):
    for i in range(len(params)):
        alias = params[i].detach()
        alias -= params[i].grad.mul(lr).div(batch_size)
        params[i].grad.data.zero_()
