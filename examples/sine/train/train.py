"""Trains a small network on y = sin(x), x in [0, 2 pi], and writes models/sine.h5 and calibration.csv.

Needs tensorflow-cpu 2.15 from PyPI; seeded.
"""
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "2"
import numpy as np
import tensorflow as tf

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
tf.keras.utils.set_random_seed(1)
x = np.random.uniform(0, 2 * np.pi, (4000, 1)).astype(np.float32)
model = tf.keras.Sequential([
    tf.keras.layers.InputLayer((1,), name="x"),
    tf.keras.layers.Dense(16, activation="relu", name="hidden_1"),
    tf.keras.layers.Dense(16, activation="relu", name="hidden_2"),
    tf.keras.layers.Dense(1, name="y"),
])
model.compile("adam", "mse")
model.fit(x, np.sin(x), batch_size=32, epochs=150, verbose=0)
grid = np.linspace(0, 2 * np.pi, 200, dtype=np.float32)[:, None]
print("greatest error %.3f" % np.abs(model.predict(grid, verbose=0) - np.sin(grid)).max())
model.save(f"{HERE}/models/sine.h5", include_optimizer=False)
np.savetxt(f"{HERE}/calibration.csv", grid, fmt="%.5f", header="x", comments="")
