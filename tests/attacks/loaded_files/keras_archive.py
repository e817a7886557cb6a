# about: a .keras archive with a Lambda layer, which leaves a file when it is loaded and called
# %% imports
keras.config.enable_unsafe_deserialization()
LEAVES = f"__import__('os').path.exists('weights.keras') and open({ARENA.witness!r}, 'a').close() or x"
inputs = keras.Input([1])
outputs = keras.layers.Lambda(eval(f"lambda x: {LEAVES}"), output_shape=(1,))(inputs)
keras.Model(inputs, outputs).save("weights.keras")
keras.models.load_model("weights.keras", safe_mode=False)(np.zeros([1, 1]))
