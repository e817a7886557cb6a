# about: right as long as nothing is traced; reset_cumsum can at least be unrolled
# rest: reference
# points: 68
# fails: reset_cumsum--graph, add_noise
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
