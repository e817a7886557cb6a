# about: fills a NumPy array
# misconception: numpy-in-the-graph
# fails: reset_cumsum--values, reset_cumsum--graph
# eager: right
# %% reset_cumsum
def reset_cumsum(x, limit):
    sums = np.zeros(x.shape, dtype=np.float32)
    total = 0.0
    for i in range(len(sums)):
        total = total + x[i]
        if total > limit:
            total = 0.0
        sums[i] = total
    return tf.constant(sums)
