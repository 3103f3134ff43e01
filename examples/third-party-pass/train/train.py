"""Trains a network with tanh layers on y = sin(x) and writes models/wave.h5. Needs tensorflow-cpu 2.15; seeded."""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import numpy as np
import tensorflow as tf

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
tf.keras.utils.set_random_seed(1)
x = np.random.uniform(-np.pi, np.pi, (4000, 1)).astype(np.float32)
model = tf.keras.Sequential([
    tf.keras.layers.InputLayer((1,), name="x"),
    tf.keras.layers.Dense(8, activation="tanh", name="hidden"),
    tf.keras.layers.Dense(1, name="y"),
])
model.compile(tf.keras.optimizers.Adam(0.01), "mse")
model.fit(x, np.sin(x), batch_size=64, epochs=60, verbose=0)
grid = np.linspace(-np.pi, np.pi, 200, dtype=np.float32)[:, None]
print("greatest error %.3f" % np.abs(model.predict(grid, verbose=0) - np.sin(grid)).max())
model.save(f"{HERE}/models/wave.h5", include_optimizer=False)
