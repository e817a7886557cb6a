# about: optimizers built beforehand, and the step decorated with tf.function
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    lower_opt.build(lower.trainable_variables)
    upper_opt.build(upper.trainable_variables)

    @tf.function(reduce_retracing=True)
    def step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            loss = loss_fn(y, y_pred)
            if model.losses:
                loss += tf.add_n(model.losses)
        # tape.gradient keeps the structure of what it gets
        g_lower, g_upper = tape.gradient(
            loss, (lower.trainable_variables, upper.trainable_variables)
        )
        lower_opt.apply_gradients(zip(g_lower, lower.trainable_variables))
        upper_opt.apply_gradients(zip(g_upper, upper.trainable_variables))
        metrics[0].update_state(loss)
        for i in range(1, len(metrics)):
            metrics[i].update_state(y, y_pred)
        return loss

    return step
