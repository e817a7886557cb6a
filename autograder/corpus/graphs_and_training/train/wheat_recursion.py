# about: recursive: the history of one epoch less, and this epoch behind it
# %% train
def train(step, dataset, epochs, metrics):
    if epochs == 0:
        return {metric.name: [] for metric in metrics}
    before = train(step, dataset, epochs - 1, metrics)
    for metric in metrics:
        metric.reset_state()
    for x, y in dataset:
        step(x, y)
    return {metric.name: [*before[metric.name], float(metric.result())] for metric in metrics}
