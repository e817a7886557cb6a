# about: a table of metrics and epochs in NumPy, tolist makes Python floats
# %% train
def train(step, dataset, epochs, metrics):
    table = np.full((len(metrics), epochs), np.nan)
    for epoch in range(epochs):
        for batch in dataset:
            step(*batch)
        table[:, epoch] = [keras.ops.convert_to_numpy(m.result()) for m in metrics]
        list(map(lambda m: m.reset_state(), metrics))
    return dict(zip((m.name for m in metrics), table.tolist()))
