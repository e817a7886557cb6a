# about: one iterator for all epochs: it is empty after the first
# misconception: iterator-used-up
# fails: train--history, train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    batches = iter(dataset)
    for _ in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x, y in batches:
            step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
