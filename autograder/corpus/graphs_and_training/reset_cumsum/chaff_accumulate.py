# about: itertools.accumulate over the tensor
# misconception: python-iteration-over-a-tensor
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
from itertools import accumulate


def reset_cumsum(x, limit):
    def step(total, value):
        return 0.0 if total + value > limit else total + value

    sums = list(accumulate(x, step, initial=0.0))
    return tf.convert_to_tensor(sums[1:], dtype=tf.float32)
