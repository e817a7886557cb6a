# about: two tapes around one forward pass; the step returns a dict of the loss and the metrics
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape() as lower_tape, tf.GradientTape() as upper_tape:
            y_pred = model(x, training=True)
            loss = loss_fn(y, y_pred)
            for penalty in model.losses:
                loss = loss + penalty
        lower_grads = lower_tape.gradient(loss, lower.trainable_weights)
        upper_grads = upper_tape.gradient(loss, upper.trainable_weights)
        lower_opt.apply_gradients(zip(lower_grads, lower.trainable_weights))
        upper_opt.apply_gradients(zip(upper_grads, upper.trainable_weights))

        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return {"loss": loss} | {f"metric_{m.name}": m.result() for m in metrics}

    return step
