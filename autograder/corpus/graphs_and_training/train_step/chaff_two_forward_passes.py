# about: updates lower, then runs the model again and updates upper
# misconception: second-forward-pass
# fails: train_step--weights
# graph: right
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def update(part, optimizer, x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            loss = loss_fn(y, y_pred) + sum(model.losses)
        grads = tape.gradient(loss, part.trainable_variables)
        optimizer.apply_gradients(zip(grads, part.trainable_variables))
        return loss, y_pred

    def step(x, y):
        loss, y_pred = update(lower, lower_opt, x, y)
        update(upper, upper_opt, x, y)
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
