"""Writes the cases in this folder with Keras 3 (any backend): KERAS_BACKEND=jax python3 generate.py

Each case is <name>.h5, <name>.keras and <name>.json: one input and the outputs that Keras computes for it.
"""

import json
import os

import numpy as np
import keras
from keras import layers as L

folder = os.path.dirname(os.path.abspath(__file__))
rng = np.random.default_rng(7)


def image():
    x = keras.Input((9, 8, 3), name="image")
    a = L.Conv2D(4, (3, 2), strides=2, padding="same", activation="relu", name="conv.a")(x)
    a = L.BatchNormalization(name="norm", epsilon=0.01)(a)
    a = L.ReLU(max_value=6.0)(a)
    b = L.SeparableConv2D(4, 3, strides=2, padding="same", depth_multiplier=2, activation="sigmoid")(x)
    b = L.BatchNormalization(scale=False, center=False)(b)
    c = L.DepthwiseConv2D(3, strides=2, padding="same", depth_multiplier=2, use_bias=False, activation="tanh")(x)
    c = L.Conv2D(4, 1, dilation_rate=1, activation="silu")(c)
    y = L.Add()([a, b, c])
    z = L.Concatenate()([L.Multiply()([a, b]), L.Subtract()([a, c]), L.Maximum()([b, c]), L.Minimum()([a, c]), L.Average()([a, y])])
    z = L.LeakyReLU(negative_slope=0.2)(z)
    z = L.ZeroPadding2D(((1, 0), (2, 1)))(z)
    z = L.UpSampling2D((2, 1))(z)
    z = L.Cropping2D(((1, 2), (0, 1)))(z)
    z = L.MaxPooling2D((3, 2), strides=(2, 1), padding="same")(z)
    z = L.AveragePooling2D((2, 2), padding="same", strides=1)(z)
    z = L.SpatialDropout2D(0.1)(z)
    p = L.GlobalAveragePooling2D()(z)
    q = L.GlobalMaxPooling2D()(z)
    out = L.Dense(5, activation="softmax", name="classes")(L.Concatenate()([p, q]))
    return keras.Model(x, [out, q], name="image_model")


def transposed():
    x = keras.Input((4, 5, 2), name="x")
    y = L.Conv2DTranspose(3, 3, strides=2, padding="same", activation="leaky_relu")(x)
    y = L.Conv2DTranspose(2, (2, 4), strides=(1, 2), padding="valid", use_bias=False)(y)
    y = L.Permute((2, 3, 1))(y)
    y = L.Reshape((-1, 4))(y)
    y = L.Dense(3, name="rows")(y)
    return keras.Model(x, y, name="transposed")


def sequence():
    return keras.Sequential(
        [
            keras.Input((12, 3), name="signal"),
            L.Rescaling(0.5, offset=-0.25),
            L.Conv1D(5, 3, padding="causal", dilation_rate=2, activation="relu"),
            L.MaxPooling1D(2),
            L.Conv1D(4, 3, padding="same", strides=2),
            L.AveragePooling1D(2, padding="same"),
            L.GaussianNoise(0.1),
            L.GlobalAveragePooling1D(),
            L.Dropout(0.5),
            L.Dense(6, activation="hard_silu"),
            L.Dense(2, activation="linear"),
        ],
        name="sequence",
    )


def nested():
    inner_in = keras.Input((6,), name="inner_in")
    inner = keras.Model(inner_in, L.Dense(6, activation="relu6", name="hidden")(inner_in), name="inner")
    block = keras.Sequential([keras.Input((6,)), L.Dense(4, name="first"), L.BatchNormalization(name="bn")], name="block")
    x = keras.Input((6,), name="x")
    shared = L.Dense(6, name="shared")
    y = shared(inner(shared(x)))
    y = L.Activation("tanh")(block(L.Normalization(mean=[0.1] * 6, variance=[2.0] * 6)(y)))
    return keras.Model(x, y, name="nested")


def randomize(model):
    for variable in model.weights:
        name = variable.path
        shape = tuple(variable.shape)
        if variable.dtype != "float32":
            continue
        value = rng.uniform(0.5, 1.5, shape) if "variance" in name or "gamma" in name else rng.normal(0, 0.4, shape)
        variable.assign(value.astype("float32"))


for make in (image, transposed, sequence, nested):
    keras.utils.clear_session()
    model = make()
    randomize(model)
    path = os.path.join(folder, make.__name__)
    model.save(path + ".h5")
    model.save(path + ".keras")
    x = rng.normal(0, 1, (1,) + tuple(model.inputs[0].shape[1:])).astype("float32")
    outputs = model(x, training=False)
    outputs = outputs if isinstance(outputs, (list, tuple)) else [outputs]
    case = {
        "input": [float(v) for v in x.flatten()],
        "outputs": [
            {"shape": list(o.shape), "values": [float(v) for v in np.asarray(o).flatten()]} for o in outputs
        ],
    }
    with open(path + ".json", "w") as file:
        json.dump(case, file)
        file.write("\n")
