import functools
_draw = functools.partial(nn.init.normal_, mean=0.0, std=0.01)
def init_weights(module):
    _draw(module.weight) if type(module) is nn.Linear else None
