# about: resets the loss only; the other metrics go on adding up
# misconception: resets-loss-only
# fails: train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    for _ in range(epochs):
        metrics[0].reset_state()
        for x, y in dataset:
            step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
