# about: no training=True: right, as a graph too, until a layer behaves differently in training
# misconception: training-flag-forgotten
# fails: train_step--losses
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x)
            total = loss_fn(y, y_pred) + sum(model.losses)
        parts = [lower.trainable_variables, upper.trainable_variables]
        below, above = tape.gradient(total, parts)
        lower_opt.apply(below, parts[0])
        upper_opt.apply(above, parts[1])
        metrics[0].update_state(total)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return total

    return step
