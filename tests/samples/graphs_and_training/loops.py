# about: add_noise never ends once it is called: it waits for noise that nobody draws
# rest: reference
# points: 72
# direct: ends the notebook
# fails: add_noise
# %% reset_cumsum
def reset_cumsum(x, limit):
    n = tf.shape(x)[0]
    ta = tf.TensorArray(tf.float32, size=n)
    s = tf.constant(0.0)
    for i in tf.range(n):
        s = s + x[i]
        if s > limit:
            s = tf.constant(0.0)
        ta = ta.write(i, s)
    return ta.stack()


# %% add_noise
def add_noise(x, stddev):
    noise = None
    tries = 0
    while noise is None:
        tries += 1
    return x + noise * stddev
