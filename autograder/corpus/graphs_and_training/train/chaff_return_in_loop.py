# about: the return stands in the loop over the epochs, so that it ends after the first
# misconception: return-in-loop
# fails: train--history, train--epochs
# %% train
def train(step, dataset, epochs, metrics):
    history = {m.name: [] for m in metrics}
    for epoch in range(epochs):
        for m in metrics:
            m.reset_state()
        for x, y in dataset:
            step(x, y)
        for m in metrics:
            history[m.name].append(float(m.result()))
        return history
