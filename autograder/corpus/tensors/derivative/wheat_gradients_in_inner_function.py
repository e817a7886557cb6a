# about: tf.gradients of TensorFlow 1, which needs a graph, so the function brings its own
# %% derivative
def derivative(f, x):
    @tf.function
    def slope(t):
        t = tf.identity(t)
        return tf.gradients(f(t), t, unconnected_gradients=tf.UnconnectedGradients.ZERO)[0]

    return slope(x)
