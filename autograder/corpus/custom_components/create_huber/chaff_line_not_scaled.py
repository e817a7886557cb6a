# about: the slope has the threshold, but the line still comes down by one half: it jumps at the threshold
# misconception: line-does-not-meet-the-square
# fails: create_huber--values, create_huber--independent, create_huber--graph
# %% create_huber
def create_huber(threshold=1.0):
    def huber(y_true, y_pred):
        error = tf.abs(y_true - y_pred)
        return tf.where(error <= threshold, 0.5 * error**2, threshold * error - 0.5)

    return huber
