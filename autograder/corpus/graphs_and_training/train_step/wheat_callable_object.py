# about: an object with a call method; the penalties are summed by reduce_sum
# %% train_step
class TwoSpeedStep:
    def __init__(self, model, loss_fn, parts, metrics):
        self.model = model
        self.loss_fn = loss_fn
        self.parts = parts
        self.metrics = metrics

    def total_loss(self, y, y_pred):
        return self.loss_fn(y, y_pred) + tf.reduce_sum(self.model.losses)

    def __call__(self, x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = self.model(x, training=True)
            loss = self.total_loss(y, y_pred)
        grads = [tape.gradient(loss, part.trainable_variables) for part, _ in self.parts]
        for (part, opt), part_grads in zip(self.parts, grads):
            opt.apply(part_grads, part.trainable_variables)
        self.metrics[0].update_state(loss)
        [metric.update_state(y, y_pred) for metric in self.metrics[1:]]
        return loss


def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    return TwoSpeedStep(model, loss_fn, [(lower, lower_opt), (upper, upper_opt)], metrics)
