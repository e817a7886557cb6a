# about: splits into small and large errors and glues them together: right only if the small ones come first
# misconception: order-lost-by-masking
# fails: create_huber--values
# %% create_huber
def create_huber(threshold=1.0):
    def huber(y_true, y_pred):
        a = tf.abs(y_true - y_pred)
        small = tf.boolean_mask(a, a <= threshold)
        large = tf.boolean_mask(a, a > threshold)
        return tf.concat([0.5 * small**2, threshold * large - 0.5 * threshold**2], axis=0)

    return huber
