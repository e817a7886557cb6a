# about: dict.fromkeys gives every metric the same list
# misconception: shared-list
# fails: train--history, train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = dict.fromkeys([metric.name for metric in metrics], [])
    for _ in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x, y in dataset:
            step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
