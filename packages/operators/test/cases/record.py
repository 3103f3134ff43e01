"""Records what LiteRT's reference kernels compute for single-operator models: `python3 record.py`.

Each case is one JSON file <op>/<slug>.json: attributes in tinyml's terms, operand types, operand values (constants
marked), and LiteRT's output. Needs ai-edge-litert, flatbuffers and numpy. Seeded: running it again changes nothing.
"""
import json, os, sys, zlib
import numpy as np
import flatbuffers
from ai_edge_litert import schema_py_generated as S
from ai_edge_litert.interpreter import Interpreter, OpResolverType

HERE = os.path.dirname(os.path.abspath(__file__))
TYPES = {"float32": (S.TensorType.FLOAT32, np.float32), "float16": (S.TensorType.FLOAT16, np.float16),
         "int8": (S.TensorType.INT8, np.int8), "uint8": (S.TensorType.UINT8, np.uint8),
         "int16": (S.TensorType.INT16, np.int16), "int32": (S.TensorType.INT32, np.int32),
         "int64": (S.TensorType.INT64, np.int64), "bool": (S.TensorType.BOOL, np.bool_)}
ACTIVATIONS = {"none": 0, "relu": 1, "relu_n1_to_1": 2, "relu6": 3}


def tensor(dtype, shape, scale=None, zero=0, axis=None, data=None, constant=False):
    quant = None
    if scale is not None:
        scale = [float(np.float32(s)) for s in np.atleast_1d(scale)]
        zero = [int(z) for z in np.atleast_1d(zero)]
        quant = {"scale": scale, "zeroPoint": zero * (len(scale) if len(zero) == 1 else 1)}
        if axis is not None:
            quant["axis"] = axis
    return {"dtype": dtype, "shape": list(shape), "quant": quant, "data": data, "constant": constant}


CUSTOM = 32


def run(code, options_type, options, inputs, output, version=5, resolver=OpResolverType.BUILTIN_REF, custom=None):
    """Builds a one-operator model and runs it with the reference kernels. `custom`: name of a custom operator, whose options are bytes."""
    model = S.ModelT()
    model.version = 3
    graph = S.SubGraphT()
    graph.tensors, graph.inputs, graph.outputs = [], [], []
    model.buffers = [S.BufferT()]
    fed, indices = [], []

    def add(t, name):
        x = S.TensorT()
        x.name, x.shape, x.type, x.buffer = name, t["shape"], TYPES[t["dtype"]][0], 0
        if t["quant"]:
            q = S.QuantizationParametersT()
            q.scale, q.zeroPoint = t["quant"]["scale"], t["quant"]["zeroPoint"]
            q.quantizedDimension = t["quant"].get("axis", 0)
            x.quantization = q
        graph.tensors.append(x)
        return len(graph.tensors) - 1

    for i, t in enumerate(inputs):
        if t is None:
            indices.append(-1)
            continue
        j = add(t, "t%d" % i)
        indices.append(j)
        if t["constant"]:
            b = S.BufferT()
            b.data = np.frombuffer(np.ascontiguousarray(t["data"]).tobytes(), np.uint8)
            model.buffers.append(b)
            graph.tensors[j].buffer = len(model.buffers) - 1
        else:
            graph.inputs.append(j)
            fed.append(t)
    operator = S.OperatorT()
    outputs = output if isinstance(output, list) else [output]
    operator.inputs, operator.outputs = indices, [add(y, "y%d" % i) for i, y in enumerate(outputs)]
    if custom:
        operator.customOptions = list(options)
    else:
        operator.builtinOptionsType, operator.builtinOptions = options_type, options
    graph.outputs, graph.operators = operator.outputs, [operator]
    opcode = S.OperatorCodeT()
    opcode.builtinCode, opcode.customCode = code, custom
    opcode.deprecatedBuiltinCode, opcode.version = min(code, 127), version
    model.operatorCodes, model.subgraphs = [opcode], [graph]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    it = Interpreter(model_content=bytes(builder.Output()), experimental_op_resolver_type=resolver)
    it.allocate_tensors()
    for detail, t in zip(it.get_input_details(), fed):
        it.set_tensor(detail["index"], t["data"])
    it.invoke()
    results = [it.get_tensor(detail["index"]) for detail in it.get_output_details()]
    return results if isinstance(output, list) else results[0]


def numbers(array):
    """JSON has no infinities and no 64-bit integers: those are text."""
    if array.dtype.kind == "f":
        return [float(str(v)) if np.isfinite(v) else str(float(v)).replace("inf", "Infinity").replace("nan", "NaN")
                for v in array.astype(np.float32).ravel()]
    return [int(v) if abs(int(v)) < 2**53 else str(int(v)) for v in array.ravel()]


def save(op, slug, attrs, inputs, output, result):
    several = isinstance(output, list)
    for y, values in zip(output, result) if several else [(output, result)]:
        assert list(values.shape) == y["shape"], (op, slug, values.shape, y["shape"])

    def typ(t):
        out = {"dtype": t["dtype"], "shape": t["shape"]}
        if t["quant"]:
            out["quant"] = t["quant"]
        return out

    def operand(t):
        if t is None:
            return None
        data = t["data"].view(np.uint16) if t["dtype"] == "float16" else t["data"]
        return {"type": typ(t), "constant": t["constant"], "data": numbers(data)}

    def elements(t, values):
        return numbers(values.view(np.uint16) if t["dtype"] == "float16" else values)

    case = {"op": op, "attrs": attrs, "inputs": [operand(t) for t in inputs]}
    if several:
        case.update(outputs=[typ(y) for y in output], expected=[elements(y, values) for y, values in zip(output, result)])
    else:
        case.update(output=typ(output), expected=elements(output, result))
    os.makedirs(os.path.join(HERE, op), exist_ok=True)
    with open(os.path.join(HERE, op, slug + ".json"), "w") as f:
        json.dump(case, f, separators=(",", ":"))
        f.write("\n")


def generator(*words):
    return np.random.default_rng(zlib.crc32("/".join(words).encode()))


def reals(rng, shape, spread=1.0, centre=0.0):
    """Normal, with few digits so that the files stay small."""
    return np.round(rng.normal(centre, spread, size=shape), 3).astype(np.float32)


def spatial(size, k, s, d, padding):
    e = (k - 1) * d + 1
    return -(-size // s) if padding == "same" else (size - e) // s + 1


def quantised_output(rng, reals, activation):
    lo, hi = float(np.percentile(reals, 2)), float(np.percentile(reals, 97))
    lo, hi = min(lo, 0.0), max(hi, 0.0)
    if activation in ("relu", "relu6"):
        lo = 0.0
    scale = max(hi - lo, 1e-3) / 255
    return scale, int(np.clip(round(-128 - lo / scale), -128, 127))


class Weighted:
    """conv_2d, depthwise_conv_2d, transpose_conv and fully_connected share their kinds of types."""

    def operands(self, rng, kind, xshape, wshape, channels, axis):
        x_scale, x_zero = float(rng.uniform(0.01, 0.08)), int(rng.integers(-128, 100))
        per_axis = kind.endswith("axis")
        if kind == "float":
            x = tensor("float32", xshape, data=reals(rng, xshape))
            w = tensor("float32", wshape, data=reals(rng, wshape, 0.3), constant=True)
            b = tensor("float32", [channels], data=reals(rng, [channels]), constant=True)
            return x, w, b, None
        w_scale = rng.uniform(0.002, 0.02, size=channels if per_axis else 1)
        w = tensor("int8", wshape, w_scale, 0, axis if per_axis else None,
                   rng.integers(-127, 128, size=wshape).astype(np.int8), True)
        if kind.startswith("hybrid"):
            x = tensor("float32", xshape, data=reals(rng, xshape, 2, 0.7))
            b = tensor("float32", [channels], data=reals(rng, [channels]), constant=True)
            return x, w, b, None
        x = tensor("int8", xshape, x_scale, x_zero, None, rng.integers(-128, 128, size=xshape).astype(np.int8))
        b_scale = np.float32(x["quant"]["scale"][0]) * np.array(w["quant"]["scale"], np.float32)
        b = tensor("int32", [channels], b_scale, 0, 0 if per_axis else None,
                   rng.integers(-3000, 3000, size=channels).astype(np.int32), True)
        return x, w, b, (x_scale, x_zero)

    def record(self, op, slug, kind, attrs, code, options_type, options, xshape, wshape, oshape, channels, axis,
               order=lambda x, w, b: [x, w, b], bias=True):
        rng = generator(op, slug)
        x, w, b, quant = self.operands(rng, kind, xshape, wshape, channels, axis)
        if not bias:
            b = None
        if quant is None:
            y = tensor("float32", oshape)
        else:
            wr = np.moveaxis(w["data"].astype(np.float64), axis, -1) * np.array(w["quant"]["scale"])
            spread = np.sqrt((wr ** 2).reshape(-1, channels).sum(0)).mean() * quant[0] * 70
            reals = rng.normal(size=1000) * spread
            y = tensor("int8", oshape, *quantised_output(rng, reals, attrs["activation"]))
        inputs = order(x, w, b)
        while inputs and inputs[-1] is None:
            inputs.pop()
        save(op, slug, attrs, inputs, y, run(code, options_type, options, inputs, y))


def pad_code(padding):
    return S.Padding.SAME if padding == "same" else S.Padding.VALID


def conv(slug, kind, n=1, hw=(6, 5), c=3, o=4, k=(3, 3), s=(1, 1), d=(1, 1), padding="same", activation="none", bias=True, groups=1):
    options = S.Conv2DOptionsT()
    options.strideH, options.strideW, options.dilationHFactor, options.dilationWFactor = *s, *d
    options.padding, options.fusedActivationFunction = pad_code(padding), ACTIVATIONS[activation]
    oshape = [n, *(spatial(hw[i], k[i], s[i], d[i], padding) for i in (0, 1)), o]
    Weighted().record("conv_2d", slug, kind, {"padding": padding, "strides": s, "dilations": d, "activation": activation},
                      S.BuiltinOperator.CONV_2D, S.BuiltinOptions.Conv2DOptions, options, [n, *hw, c], [o, *k, c // groups], oshape, o, 0, bias=bias)


def depthwise(slug, kind, n=1, hw=(6, 5), c=3, m=1, k=(3, 3), s=(1, 1), d=(1, 1), padding="same", activation="none", bias=True):
    options = S.DepthwiseConv2DOptionsT()
    options.strideH, options.strideW, options.dilationHFactor, options.dilationWFactor = *s, *d
    options.padding, options.fusedActivationFunction, options.depthMultiplier = pad_code(padding), ACTIVATIONS[activation], m
    oshape = [n, *(spatial(hw[i], k[i], s[i], d[i], padding) for i in (0, 1)), c * m]
    attrs = {"padding": padding, "strides": s, "dilations": d, "depthMultiplier": m, "activation": activation}
    Weighted().record("depthwise_conv_2d", slug, kind, attrs, S.BuiltinOperator.DEPTHWISE_CONV_2D,
                      S.BuiltinOptions.DepthwiseConv2DOptions, options, [n, *hw, c], [1, *k, c * m], oshape, c * m, 3, bias=bias)


def transpose(slug, kind, n=1, hw=(4, 3), c=3, o=4, k=(3, 3), s=(2, 2), padding="same", activation="none", bias=True, grow=(0, 0)):
    options = S.TransposeConvOptionsT()
    options.strideH, options.strideW = s
    options.padding, options.fusedActivationFunction = pad_code(padding), ACTIVATIONS[activation]
    size = [hw[i] * s[i] if padding == "same" else (hw[i] - 1) * s[i] + k[i] + grow[i] for i in (0, 1)]
    oshape = [n, *size, o]
    shape = tensor("int32", [4], data=np.array(oshape, np.int32), constant=True)
    Weighted().record("transpose_conv", slug, kind, {"padding": padding, "strides": s, "activation": activation},
                      S.BuiltinOperator.TRANSPOSE_CONV, S.BuiltinOptions.TransposeConvOptions, options, [n, *hw, c], [o, *k, c],
                      oshape, o, 0, lambda x, w, b: [shape, w, x, b], bias=bias)


def fully(slug, kind, xshape=(2, 12), o=5, activation="none", bias=True, keep=False, asymmetric=False):
    options = S.FullyConnectedOptionsT()
    options.fusedActivationFunction, options.keepNumDims = ACTIVATIONS[activation], keep
    options.asymmetricQuantizeInputs = asymmetric
    k = xshape[-1]
    oshape = [*xshape[:-1], o] if keep else [int(np.prod(xshape[:-1])), o]
    attrs = {"activation": activation, "keepNumDims": keep}
    if asymmetric:
        attrs["asymmetricQuantizeInputs"] = True
    Weighted().record("fully_connected", slug, kind, attrs,
                      S.BuiltinOperator.FULLY_CONNECTED, S.BuiltinOptions.FullyConnectedOptions, options, list(xshape), [o, k], oshape, o, 0,
                      bias=bias)


def pool(op, slug, kind, n=1, hw=(6, 5), c=3, k=(2, 2), s=(2, 2), padding="valid", activation="none"):
    rng = generator(op, slug)
    options = S.Pool2DOptionsT()
    options.strideH, options.strideW, options.filterHeight, options.filterWidth = *s, *k
    options.padding, options.fusedActivationFunction = pad_code(padding), ACTIVATIONS[activation]
    oshape = [n, *(spatial(hw[i], k[i], s[i], 1, padding) for i in (0, 1)), c]
    if kind == "float":
        x = tensor("float32", [n, *hw, c], data=reals(rng, [n, *hw, c], 4))
        y = tensor("float32", oshape)
    else:
        scale, zero = float(rng.uniform(0.02, 0.08)), int(rng.integers(-100, 100))
        x = tensor("int8", [n, *hw, c], scale, zero, None, rng.integers(-128, 128, size=[n, *hw, c]).astype(np.int8))
        y = tensor("int8", oshape, scale, zero)
    code = getattr(S.BuiltinOperator, op.upper())
    attrs = {"padding": padding, "strides": s, "filter": k, "activation": activation}
    save(op, slug, attrs, [x], y, run(code, S.BuiltinOptions.Pool2DOptions, options, [x], y, 1 if op == "l2_pool_2d" else 2))


def mean(slug, kind, shape=(1, 4, 5, 3), axes=(1, 2), keep=False, rescale=1.0, shift=0):
    rng = generator("mean", slug)
    options = S.ReducerOptionsT()
    options.keepDims = keep
    reduced = {a % len(shape) for a in axes}
    oshape = [1 if i in reduced else v for i, v in enumerate(shape) if keep or i not in reduced]
    if kind == "float":
        x = tensor("float32", shape, data=reals(rng, shape))
        y = tensor("float32", oshape)
    else:
        scale, zero = float(rng.uniform(0.02, 0.08)), int(rng.integers(-90, 90))
        x = tensor("int8", shape, scale, zero, None, rng.integers(-128, 128, size=shape).astype(np.int8))
        y = tensor("int8", oshape, scale * rescale, zero + shift)
    a = tensor("int32", [len(axes)], data=np.array(axes, np.int32), constant=True)
    save("mean", slug, {"keepDims": keep}, [x, a], y,
         run(S.BuiltinOperator.MEAN, S.BuiltinOptions.ReducerOptions, options, [x, a], y, 2))


def attempt(function, *words, **named):
    try:
        function(*words, **named)
    except (RuntimeError, ValueError) as error:
        print("LiteRT refuses", function.__name__, words, named, str(error).splitlines()[0][:150], file=sys.stderr)


def grouped():
    for kind in ("float", "int8-tensor", "int8-axis"):
        attempt(conv, kind + "-groups-2", kind, c=6, o=4, groups=2)
        attempt(conv, kind + "-groups-3-valid-strides", kind, n=2, hw=(9, 8), c=6, o=9, groups=3, s=(2, 1), padding="valid", activation="relu")
        attempt(conv, kind + "-groups-2-dilation", kind, hw=(9, 7), c=8, o=10, groups=2, d=(2, 2), activation="relu6")
        attempt(conv, kind + "-groups-2-1x1", kind, k=(1, 1), c=8, o=6, groups=2)
        attempt(conv, kind + "-groups-of-one", kind, c=4, o=8, groups=4)


if __name__ == "__main__":
    if sys.argv[1:] == ["grouped"]:
        grouped()
        sys.exit()
    grouped()
    for kind in ("float", "int8-tensor", "int8-axis", "hybrid-tensor", "hybrid-axis"):
        for f in (conv, depthwise):
            if f is depthwise and kind == "hybrid-tensor":
                continue  # LiteRT's kernel reads one scale per channel, past the end of a single one
            attempt(f, kind + "-same", kind)
            attempt(f, kind + "-valid-relu", kind, padding="valid", activation="relu")
            attempt(f, kind + "-strides-2x3-batch-2", kind, n=2, hw=(9, 8), s=(2, 3), activation="relu6")
            if f is depthwise:  # LiteRT's conv_2d wants a bias
                attempt(f, kind + "-no-bias", kind, bias=False, hw=(4, 4), k=(2, 3))
            attempt(f, kind + "-1x1", kind, k=(1, 1), c=8, activation="relu_n1_to_1")
            attempt(f, kind + "-large-filter", kind, hw=(3, 4), k=(5, 5), c=4, activation="relu")
            if not kind.startswith("hybrid"):
                attempt(f, kind + "-dilation-2x3", kind, hw=(9, 11), d=(2, 3))
                attempt(f, kind + "-dilation-valid", kind, hw=(9, 11), d=(3, 2), padding="valid", activation="relu")
        if kind != "hybrid-tensor":
            attempt(depthwise, kind + "-multiplier-2", kind, c=2, m=2)
            attempt(depthwise, kind + "-multiplier-4-of-1", kind, c=1, m=4, s=(2, 2), activation="relu")
        if not kind.startswith("hybrid"):
            attempt(transpose, kind + "-same", kind)
            attempt(transpose, kind + "-valid", kind, padding="valid")
            attempt(transpose, kind + "-stride-1", kind, s=(1, 1), k=(3, 2))
            attempt(transpose, kind + "-stride-3x2-batch-2", kind, n=2, s=(3, 2), k=(2, 5), bias=False)
            attempt(transpose, kind + "-valid-grown", kind, padding="valid", k=(2, 2), grow=(1, 1))
            attempt(transpose, kind + "-relu", kind, activation="relu", k=(4, 4))
            attempt(transpose, kind + "-gaps", kind, padding="valid", k=(1, 1), s=(2, 3))
        attempt(fully, kind + "-plain", kind)
        attempt(fully, kind + "-relu", kind, activation="relu", o=17, xshape=(3, 64))
        attempt(fully, kind + "-relu6-no-bias", kind, activation="relu6", bias=False)
        attempt(fully, kind + "-keep-dims", kind, xshape=(2, 3, 7), keep=True)
        attempt(fully, kind + "-flattened-rank-3", kind, xshape=(2, 3, 7))
        attempt(fully, kind + "-one-output", kind, o=1, activation="relu_n1_to_1")
        attempt(fully, kind + "-long", kind, xshape=(1, 300), o=40)
        if kind.startswith("hybrid"):
            attempt(fully, kind + "-asymmetric", kind, asymmetric=True, xshape=(2, 40))
    for kind in ("float", "int8"):
        for op in ("max_pool_2d", "average_pool_2d") + (("l2_pool_2d",) if kind == "float" else ()):
            attempt(pool, op, kind + "-2x2", kind)
            attempt(pool, op, kind + "-3x3-same", kind, k=(3, 3), padding="same", hw=(7, 8))
            attempt(pool, op, kind + "-stride-1-relu", kind, s=(1, 1), k=(2, 3), activation="relu")
            attempt(pool, op, kind + "-relu6-batch-2", kind, n=2, activation="relu6", c=9)
            attempt(pool, op, kind + "-global", kind, k=(6, 5), s=(6, 5), c=16)
            attempt(pool, op, kind + "-same-strides-1x3", kind, k=(3, 2), s=(1, 3), padding="same", activation="relu_n1_to_1", hw=(5, 7))
            attempt(pool, op, kind + "-even-window", kind, k=(2, 4), s=(1, 1), hw=(9, 9), c=12)
        attempt(mean, kind + "-spatial", kind)
        attempt(mean, kind + "-spatial-keep", kind, keep=True)
        attempt(mean, kind + "-rescaled", kind, rescale=0.6, shift=7)
        attempt(mean, kind + "-rescaled-keep", kind, rescale=0.45, shift=-9, keep=True, axes=(2, 1))
        attempt(mean, kind + "-widened", kind, rescale=1.7, shift=3, shape=(3, 9, 4), axes=(1,))
        attempt(mean, kind + "-last-axis", kind, shape=(4, 33), axes=(-1,))
        attempt(mean, kind + "-all", kind, shape=(2, 3, 5), axes=(0, 1, 2), rescale=0.2)
        attempt(mean, kind + "-axis-0-and-2", kind, shape=(3, 4, 5, 2), axes=(0, 2), keep=True)
        attempt(mean, kind + "-7x7", kind, shape=(1, 7, 7, 20), keep=True)
        attempt(mean, kind + "-channel-axis", kind, shape=(2, 5, 3, 7), axes=(3,), rescale=0.8)
