# about: two tapes watch one forward pass, each is asked once
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape() as lower_tape, tf.GradientTape() as upper_tape:
            y_pred = model(x, training=True)
            total = tf.add_n([loss_fn(y, y_pred), *model.losses])
        lower_gradients = lower_tape.gradient(total, lower.trainable_variables)
        upper_gradients = upper_tape.gradient(total, upper.trainable_variables)
        lower_opt.apply(lower_gradients, lower.trainable_variables)
        upper_opt.apply(upper_gradients, upper.trainable_variables)
        metrics[0].update_state(total)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return total

    return step
