# about: resets the metrics at the end of the epoch, and reads them after that
# misconception: read-after-reset
# fails: train--history
# %% train
def train(step, dataset, epochs, metrics):
    history = {m.name: [] for m in metrics}
    for epoch in range(epochs):
        for x, y in dataset:
            step(x, y)
        for m in metrics:
            m.reset_state()
            history[m.name].append(float(m.result()))
    return history
