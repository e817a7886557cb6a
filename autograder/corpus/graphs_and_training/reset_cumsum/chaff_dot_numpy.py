# about: asks the tensors for their values with .numpy()
# misconception: numpy-in-the-graph
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    out, s = [], np.float32(0)
    for value in x.numpy():
        s = s + value
        if s > limit:
            s = np.float32(0)
        out.append(s)
    return tf.constant(out, dtype=tf.float32)
