# about: itertools runs the batches, a deque of length 0 throws away what step returns
# %% train
import collections
import itertools


def train(step, dataset, epochs, metrics):
    history = collections.defaultdict(list)
    for _ in itertools.repeat(None, epochs):
        collections.deque(itertools.starmap(step, dataset), maxlen=0)
        for metric in metrics:
            history[metric.name].append(metric.result().numpy().item())
            metric.reset_state()
    return dict(history)
