# about: lower's variables go to the optimizer of upper, and the other way round
# misconception: optimizers-swapped
# fails: train_step--weights
# graph: right
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            loss = loss_fn(y, y_pred) + sum(model.losses)
        lower_vars = lower.trainable_variables
        upper_vars = upper.trainable_variables
        upper_grads, lower_grads = tape.gradient(loss, [lower_vars, upper_vars])
        lower_opt.apply_gradients(zip(lower_grads, upper_vars))
        upper_opt.apply_gradients(zip(upper_grads, lower_vars))
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
