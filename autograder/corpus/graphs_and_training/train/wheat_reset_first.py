# about: textbook loop: metrics reset before each epoch, floats kept after it
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    for epoch in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x_batch, y_batch in dataset:
            step(x_batch, y_batch)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
