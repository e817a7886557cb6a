# about: takes the first batch of the dataset, once an epoch
# misconception: batches-are-epochs
# fails: train--history, train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    for epoch in range(epochs):
        for metric in metrics:
            metric.reset_state()
        x, y = next(iter(dataset))
        step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
