# about: gives all variables of the model to one optimizer
# misconception: one-optimizer-for-all
# fails: train_step--weights
# graph: right
# %% train_step
def make_train_step(model, lower, upper, loss_fn, lower_opt, upper_opt, metrics):
    optimizer = lower_opt

    def step(x, y):
        with tf.GradientTape() as tape:
            y_pred = model(x, training=True)
            main_loss = loss_fn(y, y_pred)
            loss = tf.add_n([main_loss] + model.losses)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        metrics[0].update_state(loss)
        for metric in metrics[1:]:
            metric.update_state(y, y_pred)
        return loss

    return step
