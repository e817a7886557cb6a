# about: keeps the loss of the epoch's last batch under every name, instead of the metrics
# misconception: last-batch-is-the-epoch
# fails: train--history
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    for epoch in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x, y in dataset:
            loss = step(x, y)
        for metric in metrics:
            history[metric.name].append(float(loss))
    return history
