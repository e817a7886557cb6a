# about: the keys are the names of the metrics' classes
# misconception: class-name-is-name
# fails: train--history
# %% train
def train(step, dataset, epochs, metrics):
    history = {}
    for epoch in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x, y in dataset:
            step(x, y)
        for metric in metrics:
            name = metric.__class__.__name__
            history.setdefault(name, []).append(float(metric.result()))
    return history
