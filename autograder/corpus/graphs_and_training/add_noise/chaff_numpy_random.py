# about: NumPy draws the noise while tracing, for the static shape
# misconception: python-runs-only-when-traced
# fails: add_noise--fresh, add_noise--graph
# eager: right
# %% add_noise
def add_noise(x, stddev):
    noise = np.random.normal(size=x.shape).astype(np.float32)
    return x + noise * stddev
