# about: enumerate over the tensor, which AutoGraph does not convert
# misconception: python-iteration-over-a-tensor
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    ta = tf.TensorArray(tf.float32, size=0, dynamic_size=True, element_shape=())
    total = tf.constant(0.0)
    for i, value in enumerate(x):
        total = total + value
        if total > limit:
            total = tf.constant(0.0)
        ta = ta.write(i, total)
    return ta.stack()
