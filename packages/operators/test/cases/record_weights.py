"""Records layers whose weights are uint8 with a zero point, or int4: `python3 record_weights.py`. See record.py."""
import numpy as np
import record as R
from record import ACTIVATIONS, S, attempt, generator, pad_code, run, save, spatial, tensor

R.TYPES["int4"] = (S.TensorType.INT4, np.int8)


def packed(t):
    """Two values a byte, the first in the low half."""
    values = t["data"].ravel()
    values = np.append(values, np.zeros(len(values) % 2, np.int8)).reshape(-1, 2) & 15
    return {**t, "data": (values[:, 0] | values[:, 1] << 4).astype(np.uint8)}


def layer(op, slug, kind, attrs, code, options_type, options, xshape, wshape, oshape, channels, axis, bias):
    rng = generator(op, slug)
    taps = int(np.prod(wshape)) // channels
    if kind == "uint8":
        x = tensor("uint8", xshape, rng.uniform(0.01, 0.08), rng.integers(0, 256), None,
                   rng.integers(0, 256, size=xshape).astype(np.uint8))
        w = tensor("uint8", wshape, rng.uniform(0.002, 0.02), rng.integers(90, 170), None,
                   rng.integers(0, 256, size=wshape).astype(np.uint8), True)
    else:
        axes = kind.endswith("axis")
        scale = rng.uniform(0.02, 0.1, size=channels if axes else 1)
        w = tensor("int4", wshape, scale, 0, axis if axes else None, rng.integers(-8, 8, size=wshape).astype(np.int8), True)
        if kind.startswith("hybrid"):
            x = tensor("float32", xshape, data=R.reals(rng, xshape, 2, 0.7))
        else:
            x = tensor("int8", xshape, rng.uniform(0.01, 0.08), rng.integers(-128, 100), None,
                       rng.integers(-128, 128, size=xshape).astype(np.int8))
    if x["dtype"] == "float32":
        b = tensor("float32", [channels], data=R.reals(rng, [channels]), constant=True)
        y = tensor("float32", oshape)
    else:
        scales = np.float32(x["quant"]["scale"][0]) * np.array(w["quant"]["scale"], np.float32)
        b = tensor("int32", [channels], scales, 0, 0 if len(scales) > 1 else None,
                   rng.integers(-3000, 3000, size=channels).astype(np.int32), True)
        spread = float(scales.mean()) * 70 * (w["data"].astype(float).std() + 1) * np.sqrt(taps)
        low = 0.0 if attrs["activation"] in ("relu", "relu6") else -2 * spread
        scale = (2 * spread - low) / 255
        zero = round(-low / scale) - (0 if kind == "uint8" else 128)
        y = tensor(x["dtype"], oshape, scale, int(np.clip(zero, -128, 255)))
    inputs = [x, w, b] if bias else [x, w]
    fed = [packed(t) if t["dtype"] == "int4" else t for t in inputs]
    save(op, slug, attrs, inputs, y, run(code, options_type, options, fed, y, 12 if op == "fully_connected" else 6 if kind != "uint8" else 1))


def conv(slug, kind, n=1, hw=(6, 5), c=3, o=4, k=(3, 3), s=(1, 1), d=(1, 1), padding="same", activation="none", bias=True):
    options = S.Conv2DOptionsT()
    options.strideH, options.strideW, options.dilationHFactor, options.dilationWFactor = *s, *d
    options.padding, options.fusedActivationFunction = pad_code(padding), ACTIVATIONS[activation]
    oshape = [n, *(spatial(hw[i], k[i], s[i], d[i], padding) for i in (0, 1)), o]
    layer("conv_2d", slug, kind, {"padding": padding, "strides": s, "dilations": d, "activation": activation},
          S.BuiltinOperator.CONV_2D, S.BuiltinOptions.Conv2DOptions, options, [n, *hw, c], [o, *k, c], oshape, o, 0, bias)


def depthwise(slug, kind, n=1, hw=(6, 5), c=3, m=1, k=(3, 3), s=(1, 1), d=(1, 1), padding="same", activation="none", bias=True):
    options = S.DepthwiseConv2DOptionsT()
    options.strideH, options.strideW, options.dilationHFactor, options.dilationWFactor = *s, *d
    options.padding, options.fusedActivationFunction, options.depthMultiplier = pad_code(padding), ACTIVATIONS[activation], m
    oshape = [n, *(spatial(hw[i], k[i], s[i], d[i], padding) for i in (0, 1)), c * m]
    attrs = {"padding": padding, "strides": s, "dilations": d, "depthMultiplier": m, "activation": activation}
    layer("depthwise_conv_2d", slug, kind, attrs, S.BuiltinOperator.DEPTHWISE_CONV_2D, S.BuiltinOptions.DepthwiseConv2DOptions,
          options, [n, *hw, c], [1, *k, c * m], oshape, c * m, 3, bias)


def fully(slug, kind, xshape=(2, 12), o=5, activation="none", bias=True):
    options = S.FullyConnectedOptionsT()
    options.fusedActivationFunction, options.keepNumDims = ACTIVATIONS[activation], False
    layer("fully_connected", slug, kind, {"activation": activation, "keepNumDims": False}, S.BuiltinOperator.FULLY_CONNECTED,
          S.BuiltinOptions.FullyConnectedOptions, options, list(xshape), [o, xshape[-1]], [int(np.prod(xshape[:-1])), o], o, 0, bias)


def embedding(slug, dtype, axes):
    rng = generator("embedding_lookup", slug)
    scale = rng.uniform(0.01, 0.1, size=6 if axes else 1)
    low, high = (-8, 8) if dtype == "int4" else (-127, 128)
    table = tensor(dtype, [6, 8], scale, 0, 0 if axes else None, rng.integers(low, high, size=[6, 8]).astype(np.int8), True)
    ids = tensor("int32", [4], data=np.array([5, 0, 3, 3], np.int32))
    y = tensor("float32", [4, 8])
    fed = [ids, packed(table) if dtype == "int4" else table]
    save("embedding_lookup", slug, {}, [ids, table], y, run(S.BuiltinOperator.EMBEDDING_LOOKUP, 0, None, fed, y, 4 if dtype == "int4" else 3))


if __name__ == "__main__":
    for dtype in ("int8", "int4"):
        attempt(embedding, "hybrid-" + dtype, dtype, False)
        attempt(embedding, "hybrid-" + dtype + "-axis", dtype, True)
    for kind in ("uint8", "int4-axis", "int4-tensor", "hybrid-int4-axis", "hybrid-int4-tensor"):
        for f in (conv, depthwise):
            if kind == "hybrid-int4-tensor" and f is depthwise:
                continue
            attempt(f, kind + "-same", kind)
            attempt(f, kind + "-valid-relu-strides", kind, n=2, hw=(9, 8), s=(2, 3), padding="valid", activation="relu")
            attempt(f, kind + "-relu6", kind, hw=(3, 4), k=(5, 5), c=5, activation="relu6")
            attempt(f, kind + "-1x1", kind, k=(1, 1), c=8, activation="relu_n1_to_1")
            if not kind.startswith("hybrid"):
                attempt(f, kind + "-dilation-2x3", kind, hw=(9, 11), d=(2, 3))
        if kind != "hybrid-int4-tensor":
            attempt(depthwise, kind + "-multiplier-2", kind, c=2, m=2)
        attempt(fully, kind + "-plain", kind)
        attempt(fully, kind + "-relu", kind, activation="relu", o=17, xshape=(3, 64))
        attempt(fully, kind + "-no-bias", kind, activation="relu6", bias=False)
        attempt(fully, kind + "-odd", kind, xshape=(2, 7), o=3)
        attempt(fully, kind + "-long", kind, xshape=(1, 300), o=40)
