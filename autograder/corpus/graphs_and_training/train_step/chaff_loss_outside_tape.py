# about: records the forward pass, but not the loss
# misconception: loss-outside-the-tape
# fails: train_step--weights, train_step--losses, train_step--metrics, train_step--graph
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = model(x, training=True)
        loss = tf.add_n([loss_fn(y, y_pred)] + model.losses)
        for part, opt in ((lower, lower_opt), (upper, upper_opt)):
            grads = tape.gradient(loss, part.trainable_variables)
            opt.apply_gradients(zip(grads, part.trainable_variables))
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
