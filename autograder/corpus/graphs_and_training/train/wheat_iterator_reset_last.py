# about: an iterator of its own for each epoch; the metrics are reset as soon as they are read
# %% train
def train(step, dataset, epochs, metrics):
    history = {}
    for m in metrics:
        history[m.name] = []
    epoch = 1
    while epoch <= epochs:
        batches = iter(dataset)
        while True:
            try:
                x, y = next(batches)
            except StopIteration:
                break
            step(x, y)
        for m in metrics:
            history[m.name] += [m.result().numpy().item()]
            m.reset_state()
        epoch += 1
    return history
