# about: one persistent tape, asked for one gradient a part
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = model(x, training=True)
            main_loss = loss_fn(y, y_pred)
            loss = tf.add_n([main_loss] + model.losses)
        for part, optimizer in [(lower, lower_opt), (upper, upper_opt)]:
            gradients = tape.gradient(loss, part.trainable_variables)
            optimizer.apply_gradients(zip(gradients, part.trainable_variables))
        del tape
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
