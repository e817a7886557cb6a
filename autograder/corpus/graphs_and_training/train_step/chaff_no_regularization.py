# about: leaves the model's own losses out
# misconception: model-losses-forgotten
# fails: train_step--weights, train_step--losses
# graph: right
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = model(x, training=True)
            loss = loss_fn(y, y_pred)
        lower_grads = tape.gradient(loss, lower.trainable_variables)
        upper_grads = tape.gradient(loss, upper.trainable_variables)
        lower_opt.apply_gradients(zip(lower_grads, lower.trainable_variables))
        upper_opt.apply_gradients(zip(upper_grads, upper.trainable_variables))
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
