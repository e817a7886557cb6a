# about: an object with __call__ holds the parts, and its bound method is the step
# %% train_step
class _TwoSpeedTrainer(tf.Module):
    def __init__(self, model, parts, loss_fn, metrics):
        super().__init__()
        self.model, self.parts, self.loss_fn, self.metrics = model, parts, loss_fn, metrics

    def step(self, x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = self.model(x, training=True)
            losses = [self.loss_fn(y, y_pred)] + list(self.model.losses)
            total = tf.reduce_sum(tf.stack(losses))
        updates = [tape.gradient(total, part.trainable_weights) for part, _ in self.parts]
        del tape
        for (part, optimizer), gradients in zip(self.parts, updates):
            optimizer.apply(gradients, part.trainable_weights)
        self.metrics[0].update_state(total)
        [metric.update_state(y, y_pred) for metric in self.metrics[1:]]
        return total


def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    return _TwoSpeedTrainer(model, [(lower, lower_opt), (upper, upper_opt)], loss_fn, metrics).step
