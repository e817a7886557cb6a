# about: each epoch overwrites the values of the one before
# misconception: history-overwritten
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
            history[metric.name] = [float(metric.result())]
    return history
