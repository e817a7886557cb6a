# about: the total loss is what loss_fn gives, without model.losses
# misconception: losses-forgotten
# fails: train_step--losses
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = model(x, training=True)
            loss = loss_fn(y, y_pred)
        for part, optimizer in [(lower, lower_opt), (upper, upper_opt)]:
            optimizer.apply(tape.gradient(loss, part.trainable_variables), part.trainable_variables)
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
