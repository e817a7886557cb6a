# about: all pairs by broadcasting; an element counts where it stands for the first time
# %% jaccard
from keras import ops


def first_time(rows):
    same = ops.equal(rows[:, :, None], rows[:, None, :])
    place = ops.arange(ops.shape(rows)[1])
    before = place[None, :] < place[:, None]
    return ops.logical_not(ops.any(ops.logical_and(same, before), axis=-1))


def jaccard(a, b):
    first_a, first_b = first_time(a), first_time(b)
    in_b = ops.any(ops.equal(a[:, :, None], b[:, None, :]), axis=-1)
    common = ops.sum(ops.cast(ops.logical_and(first_a, in_b), "float32"), axis=1)
    sizes = ops.sum(ops.cast(first_a, "float32"), axis=1)
    sizes += ops.sum(ops.cast(first_b, "float32"), axis=1)
    return common / (sizes - common)
