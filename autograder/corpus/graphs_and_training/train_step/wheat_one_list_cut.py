# about: asks the tape once for one long list, and cuts it where the upper part begins
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    total_metric, *other_metrics = metrics

    def step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            total = loss_fn(y, y_pred)
            for extra in model.losses:
                total = total + extra
        below, above = lower.trainable_variables, upper.trainable_variables
        gradients = tape.gradient(total, below + above)
        lower_opt.apply(gradients[: len(below)], below)
        upper_opt.apply(gradients[len(below) :], above)
        total_metric(total)
        for metric in other_metrics:
            metric(y, y_pred)
        return total

    return step
