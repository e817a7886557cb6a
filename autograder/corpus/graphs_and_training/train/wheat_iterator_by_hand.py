# about: while loops, and next with a default, on a new iterator for each epoch
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    epoch = 0
    while epoch < epochs:
        for metric in metrics:
            metric.reset_state()
        batches = iter(dataset)
        batch = next(batches, None)
        while batch is not None:
            x, y = batch
            step(x, y)
            batch = next(batches, None)
        for metric in metrics:
            history[metric.name] += [float(metric.result())]
        epoch += 1
    return history
