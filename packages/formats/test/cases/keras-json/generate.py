"""Writes <name>.json (model.to_json()), its weights and <name>.answers.json here: python3 generate.py, with Keras 3 or with TensorFlow 2.15."""

import json
import os

import numpy as np
import keras

L = keras.layers
major = int(keras.__version__.split(".")[0])
folder = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(5)


def model():
    x = keras.Input((6, 5, 2), name="x")
    y = L.BatchNormalization()(L.Conv2D(3, 3, padding="same", activation="hard_sigmoid")(x))
    y = L.TimeDistributed(L.GRU(4, return_sequences=True))(y)
    inner = keras.Sequential([L.Dense(5, activation="selu"), L.LayerNormalization()], name="inner")
    return keras.Model(x, L.Dense(2)(L.GlobalAveragePooling2D()(inner(y))), name="text")


net = model()
for variable in net.weights:
    shape = tuple(variable.shape)
    if len(shape) == 0 or "seed" in variable.name:
        continue
    positive = "variance" in variable.name or "gamma" in variable.name
    variable.assign((rng.uniform(0.5, 1.5, shape) if positive else rng.normal(0, 0.5, shape)).astype("float32"))
x = rng.normal(0, 1, (1, 6, 5, 2)).astype("float32")
y = np.asarray(net(x, training=False))
digits = lambda array: [float(f"{v:.9g}") for v in array.flatten()]
for form, weights in (("named", ".h5"), ("numbered", ".weights.h5")):
    if major == 3 and form == "named":
        continue
    path = os.path.join(folder, f"keras{major}_{form}")
    with open(path + ".json", "w") as file:
        file.write(net.to_json())
    net.save_weights(path + weights)
    with open(path + ".answers.json", "w") as file:
        json.dump({"input": digits(x), "values": digits(y)}, file)
        file.write("\n")
