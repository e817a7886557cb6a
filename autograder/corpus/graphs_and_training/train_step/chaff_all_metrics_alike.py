# about: the first metric too is given y and y_pred: a Mean takes them for values and weights
# misconception: metrics-alike
# fails: train_step--metrics
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            total = loss_fn(y, y_pred) + sum(model.losses)
        parts = [lower.trainable_variables, upper.trainable_variables]
        below, above = tape.gradient(total, parts)
        lower_opt.apply(below, parts[0])
        upper_opt.apply(above, parts[1])
        for metric in metrics:
            metric.update_state(y, y_pred)
        return total

    return step
