# about: returns a list with a dict for each epoch
# misconception: history-form
# fails: train--history
# %% train
def train(step, dataset, epochs, metrics):
    history = []
    for epoch in range(epochs):
        for m in metrics:
            m.reset_state()
        for x, y in dataset:
            step(x, y)
        history.append({m.name: float(m.result()) for m in metrics})
    return history
