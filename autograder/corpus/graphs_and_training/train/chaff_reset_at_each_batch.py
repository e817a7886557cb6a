# about: the reset stands in the inner loop: an epoch says what its last batch said
# misconception: reset-at-batch
# fails: train--history
# %% train
def train(step, dataset, epochs, metrics):
    history = {metric.name: [] for metric in metrics}
    for _ in range(epochs):
        for x, y in dataset:
            for metric in metrics:
                metric.reset_state()
            step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
