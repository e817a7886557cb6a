# about: prints the loss with a format that only an eager tensor has
# misconception: tensor-formatted-as-number
# fails: train_step--graph
# eager: right
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    def step(x, y):
        with tf.GradientTape(persistent=True) as tape:
            y_pred = model(x, training=True)
            loss = tf.add_n([loss_fn(y, y_pred)] + model.losses)
        lower_grads = tape.gradient(loss, lower.trainable_variables)
        upper_grads = tape.gradient(loss, upper.trainable_variables)
        lower_opt.apply_gradients(zip(lower_grads, lower.trainable_variables))
        upper_opt.apply_gradients(zip(upper_grads, upper.trainable_variables))
        print(f"loss: {loss:.4f}")
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
