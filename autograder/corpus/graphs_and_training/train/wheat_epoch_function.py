# about: one helper runs an epoch, the rows of all epochs are transposed at the end
# %% train
def _run_epoch(step, dataset, metrics):
    for metric in metrics:
        metric.reset_state()
    for batch in dataset:
        step(*batch)
    return [keras.ops.convert_to_numpy(metric.result()).item() for metric in metrics]


def train(step, dataset, epochs, metrics):
    rows = [_run_epoch(step, dataset, metrics) for _ in range(epochs)]
    names = [metric.name for metric in metrics]
    return {name: [row[i] for row in rows] for i, name in enumerate(names)}
