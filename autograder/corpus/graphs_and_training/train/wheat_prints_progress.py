# about: prints a line for each epoch, and takes batches as tuples with enumerate
# %% train
def train(step, dataset, epochs, metrics):
    history = dict((m.name, list()) for m in metrics)
    for epoch in range(1, epochs + 1):
        [m.reset_state() for m in metrics]
        for number, batch in enumerate(dataset):
            x, y = batch
            step(x, y)
        values = {m.name: float(m.result()) for m in metrics}
        print(f"epoch {epoch}/{epochs}", " ".join(f"{k}={v:.3f}" for k, v in values.items()))
        for name, value in values.items():
            history[name].append(value)
    return history
