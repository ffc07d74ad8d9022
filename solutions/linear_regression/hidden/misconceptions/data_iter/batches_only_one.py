"""
en = '''
A single batch comes, and no other. Does a `return` end the function where the loop should go on, or does the loop end too
early? `yield` hands out a batch and goes on.
'''
zh = '''
只给出了一个批量，之后再没有了。是循环应当继续的地方用了 `return`，还是循环结束得太早？`yield` 给出一个批量后会继续。
'''
section = "3.3.2"
title_en = "Only one batch"
title_zh = "只给出一个批量"
"""

def data_iter(batch_size, features, labels):
    num_examples = len(features)
    indices = list(range(num_examples))
    random.shuffle(indices)
    for i in range(0, num_examples, batch_size):
        batch = torch.tensor(indices[i:i + batch_size])
        return [(features[batch], labels[batch])]
