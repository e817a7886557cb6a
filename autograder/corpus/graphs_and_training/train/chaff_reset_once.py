# about: resets the metrics before the first epoch only
# misconception: metrics-not-reset
# fails: train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {}
    for metric in metrics:
        metric.reset_state()
        history[metric.name] = []
    for epoch in range(epochs):
        for x, y in dataset:
            step(x, y)
        for metric in metrics:
            history[metric.name].append(metric.result().numpy().item())
    return history
