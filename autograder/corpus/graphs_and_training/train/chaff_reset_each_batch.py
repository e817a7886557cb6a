# about: resets the metrics before each batch, so that only the last one counts
# misconception: reset-each-batch
# fails: train--history, train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {m.name: [] for m in metrics}
    for epoch in range(epochs):
        for x, y in dataset:
            for m in metrics:
                m.reset_state()
            step(x, y)
        for m in metrics:
            history[m.name].append(float(m.result()))
    return history
