# about: right as long as nothing is traced; reset_cumsum can at least be unrolled
# points: 4
# fails: reset_cumsum--graph, add_noise--values, add_noise--fresh, add_noise--graph
# %% reset_cumsum
def reset_cumsum(x, limit):
    sums = []
    total = 0.0
    for value in tf.unstack(x):
        total = total + value
        if total > limit:
            total = 0.0
        sums.append(total)
    return tf.convert_to_tensor(sums, dtype=tf.float32)


# %% add_noise
def add_noise(x, stddev):
    noise = np.random.normal(scale=stddev, size=x.numpy().shape)
    return tf.constant(x.numpy() + noise, dtype=tf.float32)
