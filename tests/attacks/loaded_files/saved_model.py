# about: a SavedModel whose graph copies the grader's secret to where all may read it, when loaded
# %% imports
class Model(tf.Module):
    @tf.function(input_signature=[])
    def copies(self):
        text = tf.io.read_file(ARENA.secret)
        tf.io.write_file(ARENA.witness, tf.strings.join(["secret ", text]))
        return text


tf.saved_model.save(Model(), "saved")
loaded = tf.saved_model.load("saved")
raise ValueError(loaded.copies().numpy())
