# about: dict.fromkeys gives all metrics the same list
# misconception: one-list-for-all
# fails: train--history
# %% train
def train(step, dataset, epochs, metrics):
    history = dict.fromkeys([metric.name for metric in metrics], [])
    for epoch in range(epochs):
        for metric in metrics:
            metric.reset_state()
        for x, y in dataset:
            step(x, y)
        for metric in metrics:
            history[metric.name].append(float(metric.result()))
    return history
