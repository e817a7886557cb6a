# about: never resets the metrics, so each value is the mean of all epochs up to then
# misconception: metrics-not-reset
# fails: train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {m.name: [] for m in metrics}
    for epoch in range(epochs):
        for x, y in dataset:
            step(x, y)
        for m in metrics:
            history[m.name].append(float(m.result()))
    return history
