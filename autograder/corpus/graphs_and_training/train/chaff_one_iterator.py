# about: makes the iterator once, which is empty after the first epoch
# misconception: iterator-used-up
# fails: train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    batches = iter(dataset)
    for epoch in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x, y in batches:
            step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
