"""Writes the small TensorFlow models of this folder, with what TensorFlow computes with them.

    python generate.py <folder>      (TensorFlow 2.15)

Each model is a folder of its own: `saved_model.pb` with `variables`, `graph.pb` or `model.json` with its weights; and
`expected.json`, with inputs and outputs by name.
"""

import json
import os
import shutil
import sys

import numpy as np
import tensorflow as tf
from google.protobuf import json_format
from tensorflow.python.framework.convert_to_constants import convert_variables_to_constants_v2

root = sys.argv[1]
random = np.random.default_rng(7)


def flat(tensor):
    return [float(value) for value in np.asarray(tensor).ravel()]


def record(name, inputs, outputs):
    folder = os.path.join(root, name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "expected.json"), "w") as file:
        json.dump({"inputs": {key: flat(value) for key, value in inputs.items()},
                   "outputs": {key: flat(value) for key, value in outputs.items()}}, file)


def saved(name, module, signature, inputs):
    folder = os.path.join(root, name)
    shutil.rmtree(folder, ignore_errors=True)
    tf.saved_model.save(module, folder, signatures=signature)
    os.rename(os.path.join(folder, "saved_model.pb"), os.path.join(folder, "keep"))
    for extra in ("fingerprint.pb", "keras_metadata.pb", "assets"):
        path = os.path.join(folder, extra)
        if os.path.isdir(path):
            shutil.rmtree(path)
        elif os.path.exists(path):
            os.remove(path)
    os.rename(os.path.join(folder, "keep"), os.path.join(folder, "saved_model.pb"))
    run = tf.saved_model.load(folder).signatures["serving_default"]
    record(name, inputs, run(**{key: tf.constant(value) for key, value in inputs.items()}))


def frozen(name, function, inputs):
    concrete = tf.function(function).get_concrete_function(
        **{key: tf.TensorSpec(value.shape, value.dtype, key) for key, value in inputs.items()})
    graph = convert_variables_to_constants_v2(concrete).graph
    folder = os.path.join(root, name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "graph.pb"), "wb") as file:
        file.write(graph.as_graph_def().SerializeToString(deterministic=True))
    results = concrete(**{key: tf.constant(value) for key, value in inputs.items()})
    record(name, inputs, {tensor.op.name: results[key] for key, tensor in zip(sorted(results), concrete.outputs)})
    return graph


def quantized(array):
    least, scale = float(array.min()), max(float(array.max() - array.min()) / 255, 1e-9)
    stored = np.round((array - least) / scale).astype(np.uint8)
    return stored.tobytes(), {"dtype": "uint8", "scale": scale, "min": least}, (stored * scale + least).astype(np.float32)


def graph_model(name, function, inputs):
    """As the TensorFlow.js converter writes them; the largest weight quantised, halves for the next."""
    concrete = tf.function(function).get_concrete_function(
        **{key: tf.TensorSpec([None, *value.shape[1:]], value.dtype, key) for key, value in inputs.items()})
    definition = convert_variables_to_constants_v2(concrete).graph.as_graph_def()
    data, manifest = b"", []
    order = sorted((n for n in definition.node if n.op == "Const"), key=lambda n: -tf.make_ndarray(n.attr["value"].tensor).size)
    for position, node in enumerate(order):
        array = tf.make_ndarray(node.attr["value"].tensor)
        entry = {"name": node.name, "shape": list(array.shape), "dtype": str(array.dtype)}
        if position == 0:
            stored, entry["quantization"], array = quantized(array)
        elif position == 1:
            stored, array = array.astype(np.float16).tobytes(), array.astype(np.float16).astype(np.float32)
            entry["quantization"] = {"dtype": "float16", "original_dtype": "float32"}
        else:
            stored = array.tobytes()
        data += stored
        manifest.append(entry)
        node.attr["value"].tensor.CopyFrom(tf.make_tensor_proto(array))
    graph = tf.Graph()
    with graph.as_default():
        tf.import_graph_def(definition, name="")
    with tf.compat.v1.Session(graph=graph) as session:
        results = session.run([tensor.name for tensor in concrete.outputs], {f"{key}:0": value for key, value in inputs.items()})
    keys = [f"out_{i}" for i in range(len(results))]
    for node in definition.node:
        if node.op == "Const":
            node.attr["value"].tensor.tensor_content = b""
            for field in ("float_val", "int_val", "int64_val"):
                node.attr["value"].tensor.ClearField(field)
    info = lambda tensor: {"name": tensor.name, "dtype": "DT_FLOAT", "tensorShape": {"dim": [{"size": str(size or -1)} for size in tensor.shape]}}
    model = {
        "format": "graph-model",
        "signature": {
            "inputs": {key: info(tensor) for key, tensor in zip(inputs, concrete.inputs)},
            "outputs": {key: info(tensor) for key, tensor in zip(keys, concrete.outputs)},
        },
        "modelTopology": json_format.MessageToDict(definition),
        "weightsManifest": [{"paths": ["group1-shard1of1.bin"], "weights": manifest}],
    }
    folder = os.path.join(root, name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "model.json"), "w") as file:
        json.dump(model, file)
    with open(os.path.join(folder, "group1-shard1of1.bin"), "wb") as file:
        file.write(data)
    record(name, inputs, dict(zip(keys, results)))


def noise(*shape):
    return random.standard_normal(shape).astype(np.float32)


def recurrent():
    """Layers of Keras 2 over a sequence, whose loops are those of tf.while_loop."""
    x = tf.keras.Input((6, 4), name="x")
    y = tf.keras.layers.GRU(5, return_sequences=True, bias_initializer="random_normal")(x)
    y = tf.keras.layers.LSTM(4, return_sequences=True, go_backwards=True, bias_initializer="random_normal")(y)
    y = tf.keras.layers.Bidirectional(tf.keras.layers.SimpleRNN(3, bias_initializer="random_normal"))(y)
    model = tf.keras.Model(x, y)
    call = tf.function(lambda x: {"y": model(x)}).get_concrete_function(x=tf.TensorSpec([1, 6, 4], tf.float32, "x"))
    module = tf.Module()
    # Without the layers, whose training functions would be stored, too.
    module.all = model.variables
    saved("recurrent", module, {"serving_default": call}, {"x": noise(1, 6, 4)})


class Control(tf.Module):
    """Loops and branches that constants decide, two signatures, and an input of an open length."""

    def __init__(self):
        self.w = tf.Variable(noise(4, 4), name="w")

    @tf.function(input_signature=[tf.TensorSpec([None, None, 4], tf.float32, "x")])
    def run(self, x):
        total = tf.zeros_like(x)
        for turn in tf.range(3):
            total = total + tf.tanh(tf.einsum("btc,cd->btd", x, self.w)) * tf.cast(turn + 1, tf.float32)
        if tf.shape(x)[1] > 2:
            total = total * 2.0
        else:
            total = total - 1.0
        return {"scores": tf.reduce_mean(total, 1)}

    @tf.function(input_signature=[tf.TensorSpec([2, 4], tf.float32, "x")])
    def norm(self, x):
        return {"norm": tf.norm(x @ self.w, axis=1)}


class Counter(tf.Module):
    """Keeps a sum from one call to the next."""

    def __init__(self):
        self.total = tf.Variable(tf.zeros([1, 3]))

    @tf.function(input_signature=[tf.TensorSpec([1, 3], tf.float32, "x")])
    def run(self, x):
        return {"y": self.total.assign_add(x)}


def control():
    module = Counter()
    saved("counter", module, {"serving_default": module.run}, {"x": noise(1, 3)})
    module = Control()
    saved("control", module, {"serving_default": module.run, "norm": module.norm}, {"x": noise(1, 3, 4)})


def operators(x, image):
    """One result for each group of operators."""
    columns = tf.constant(noise(6, 5))
    cube = tf.reshape(x, [2, 3, 6])
    filters, depthwise = tf.constant(noise(3, 3, 3, 4)), tf.constant(noise(3, 3, 3, 2))
    y = tf.nn.conv2d(image, filters, [1, 2, 2, 1], [[0, 0], [1, 0], [0, 1], [0, 0]])
    y = tf.nn.leaky_relu(tf.nn.bias_add(y, noise(4)), 0.1)
    up = tf.nn.conv2d_transpose(y, tf.constant(noise(2, 2, 3, 4)), [1, 6, 6, 3], 2, "SAME")
    return {
        "a_products": tf.einsum("abc,dbc->ad", cube, cube) + tf.reduce_sum(tf.linalg.matmul(cube, columns), [1]) @ noise(5, 2),
        "b_slices": tf.concat([cube[:, 1:, ::-2], cube[:, tf.newaxis, 0, 3:], tf.zeros([2, 1, 3])], 1),
        "c_movement": tf.gather(tf.transpose(tf.stack(tf.unstack(cube, axis=1), 2), [2, 0, 1]), [2, 0], axis=0),
        "d_rounding": tf.math.floormod(tf.round(x * 3), 2.0) + tf.math.squared_difference(tf.floor(x), tf.math.ceil(x)),
        "e_nonlinear": tf.nn.softplus(x) + tf.nn.selu(x) + tf.nn.softsign(x) + tf.nn.swish(x) + tf.math.log1p(tf.exp(x)) + tf.nn.elu(x),
        "f_choice": tf.where(x > 0, tf.math.cumsum(x, 1), tf.math.rsqrt(tf.abs(x) + 1)),
        "g_extremes": tf.concat([tf.reduce_max(x, 1), tf.reduce_prod(x, 1), tf.reduce_mean(x, [0, 1], keepdims=True)[0], tf.math.top_k(x, 2).values[:, 0]], 0),
        "h_image": up,
        "i_depthwise": tf.nn.depthwise_conv2d(image, depthwise, [1, 1, 1, 1], "SAME", dilations=[2, 2]),
        "j_resized": tf.image.resize(image, [4, 9]) + tf.compat.v1.image.resize_nearest_neighbor(image, [4, 9], half_pixel_centers=True),
        "k_pools": tf.nn.avg_pool2d(image, 2, 1, "SAME") + tf.nn.max_pool2d(image, 3, 1, "SAME"),
        "l_padded": tf.pad(tf.pad(x, [[0, 0], [1, 2]], constant_values=3.0), [[1, 1], [2, 2]], "REFLECT"),
        "m_blocks": tf.nn.depth_to_space(tf.nn.space_to_depth(image, 2), 2) + tf.tile(image[:, :1], [1, 6, 1, 1]),
        "n_softmax": tf.nn.log_softmax(x) + tf.nn.softmax(tf.reverse(x, [1])),
        "o_hot": tf.one_hot([1, 3], 6) + tf.split(x, 3, axis=0)[1] + tf.split(x, [1, 2, 3], axis=0)[1],
        "q_special": tf.math.erf(x) + tf.roll(x, [2, -1], [1, 0]) + tf.linalg.band_part(x, 1, 2) + tf.math.divide_no_nan(x, tf.nn.relu(x)) + tf.math.xlogy(tf.nn.relu(x), tf.abs(x) + 1) + tf.split(x, [0, 6, -1], axis=1)[1],
        "r_logarithm": tf.reduce_logsumexp(x, [1]),
        "s_statistics": tf.compat.v1.nn.fused_batch_norm(image, tf.constant(noise(3)), tf.constant(noise(3)), is_training=True)[0],
        "p_quantised": tf.quantization.fake_quant_with_min_max_args(x, -2.0, 2.0),
    }


def classifier(x):
    y = tf.nn.relu6(tf.nn.conv2d(x, tf.constant(weights["conv"]), 1, "SAME") + weights["bias"])
    y = tf.reshape(tf.nn.max_pool2d(y, 2, 2, "VALID"), [-1, 3 * 3 * 4])
    return {"y": tf.nn.softmax(tf.matmul(y, tf.constant(weights["dense"])))}


weights = {"conv": noise(3, 3, 2, 4), "bias": noise(4), "dense": noise(36, 5)}
recurrent()
control()
frozen("operators", operators, {"x": noise(6, 6), "image": noise(1, 6, 6, 3)})
graph_model("graph-model", classifier, {"x": noise(1, 6, 6, 2)})
