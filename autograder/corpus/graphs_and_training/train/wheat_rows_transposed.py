# about: a generator gives one row an epoch, zip turns the rows into columns
# %% train
def train(step, dataset, epochs, metrics):
    def rows():
        for _ in range(epochs):
            for metric in metrics:
                metric.reset_state()
            for x, y in dataset:
                step(x, y)
            yield [float(metric.result()) for metric in metrics]

    columns = zip(*rows())
    return {metric.name: list(column) for metric, column in zip(metrics, columns)}
