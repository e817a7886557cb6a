# about: a forward pass for each part: the second one sees the lower part moved already
# misconception: two-forward-passes
# fails: train_step--weights
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def train_part(part, optimizer, x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            total = loss_fn(y, y_pred) + sum(model.losses)
        gradients = tape.gradient(total, part.trainable_variables)
        optimizer.apply(gradients, part.trainable_variables)
        return total, y_pred

    def step(x, y):
        total, y_pred = train_part(lower, lower_opt, x, y)
        train_part(upper, upper_opt, x, y)
        metrics[0].update_state(total)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return total

    return step
