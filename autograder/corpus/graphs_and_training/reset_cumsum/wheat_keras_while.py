# about: keras.ops throughout: while_loop, and where on the positions
# %% reset_cumsum
from keras import ops


def reset_cumsum(x, limit):
    n = ops.shape(x)[0]
    positions = ops.arange(n)

    def cond(i, total, out):
        return ops.less(i, n)

    def body(i, total, out):
        total = total + ops.take(x, i)
        total = ops.where(total <= limit, total, ops.zeros_like(total))
        return i + 1, total, ops.where(ops.equal(positions, i), total, out)

    init = (ops.convert_to_tensor(0, "int32"), ops.convert_to_tensor(0.0), ops.zeros_like(x))
    return ops.while_loop(cond, body, init)[2]
