# about: one call of NumPy, that holds the lock of the interpreter
# %% double
words = np.array(["a" * 100] * 400_000, object)
np.add.reduce(words[:20_000])
np.sort(np.arange(6_000_000) % 1_000, kind="heapsort")
for _ in range(40):
    np.linalg.svd(np.ones([400, 400]))


def double(x):
    return x + x
