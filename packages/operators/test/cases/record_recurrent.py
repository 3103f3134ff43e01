"""Records LiteRT's reference kernels of operators that keep state, step by step: `python3 record_recurrent.py`. See record.py.

Each file holds the operands, which of them are state, and for each step what goes in and what comes out; the state
begins as the kernels begin it.
"""
import json, os
import numpy as np
import flatbuffers
from ai_edge_litert import schema_py_generated as S
from ai_edge_litert.interpreter import Interpreter, OpResolverType
from record import HERE, TYPES, generator, numbers, reals, tensor
import record_selection  # noqa: F401 (types of 16 and 64 bits)

B, O = S.BuiltinOperator, S.BuiltinOptions


def steps(code, options_type, options, inputs, states, output, xs, intermediates=(), version=1):
    model = S.ModelT()
    model.version = 3
    graph = S.SubGraphT()
    graph.tensors, graph.inputs = [], []
    model.buffers = [S.BufferT()]

    def add(t, name, variable=False):
        x = S.TensorT()
        x.name, x.shape, x.type, x.buffer, x.isVariable = name, t["shape"], TYPES[t["dtype"]][0], 0, variable
        if t["quant"]:
            q = S.QuantizationParametersT()
            q.scale, q.zeroPoint = t["quant"]["scale"], t["quant"]["zeroPoint"]
            x.quantization = q
        graph.tensors.append(x)
        return len(graph.tensors) - 1

    indices = []
    for i, t in enumerate(inputs):
        if t is None:
            indices.append(-1)
            continue
        j = add(t, "t%d" % i, i in states)
        indices.append(j)
        if t["constant"]:
            b = S.BufferT()
            b.data = np.frombuffer(np.ascontiguousarray(t["data"]).tobytes(), np.uint8)
            model.buffers.append(b)
            graph.tensors[j].buffer = len(model.buffers) - 1
    graph.inputs = [indices[0]]
    operator = S.OperatorT()
    operator.inputs, operator.outputs = indices, [add(output, "y")]
    operator.intermediates = [add(t, "m%d" % i) for i, t in enumerate(intermediates)]
    operator.mutatingVariableInputs = [i in states for i in range(len(inputs))]
    operator.builtinOptionsType, operator.builtinOptions = options_type, options
    graph.outputs, graph.operators = operator.outputs, [operator]
    opcode = S.OperatorCodeT()
    opcode.builtinCode, opcode.deprecatedBuiltinCode, opcode.version = code, min(code, 127), version
    model.operatorCodes, model.subgraphs = [opcode], [graph]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    it = Interpreter(model_content=bytes(builder.Output()), experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    it.allocate_tensors()
    results = []
    for x in xs:
        it.set_tensor(it.get_input_details()[0]["index"], x)
        it.invoke()
        results.append(it.get_tensor(it.get_output_details()[0]["index"]))
    return results


def save(op, slug, attrs, inputs, states, output, xs, ys):
    def typ(t):
        return {"dtype": t["dtype"], "shape": t["shape"], **({"quant": t["quant"]} if t["quant"] else {})}

    operands = [None if t is None else {"type": typ(t), **({"data": numbers(t["data"])} if t["constant"] else {})} for t in inputs]
    case = {"op": op, "attrs": attrs, "inputs": operands, "states": states, "output": typ(output),
            "steps": [{"x": numbers(x), "y": numbers(y)} for x, y in zip(xs, ys)]}
    os.makedirs(os.path.join(HERE, "_recurrent", op), exist_ok=True)
    with open(os.path.join(HERE, "_recurrent", op, slug + ".json"), "w") as f:
        json.dump(case, f, separators=(",", ":"))
        f.write("\n")


def record(op, slug, code, kind, options, attrs, inputs, states, output, xs, intermediates=(), version=1):
    try:
        ys = steps(code, getattr(O, kind), options, inputs, states, output, xs, intermediates, version)
    except (RuntimeError, ValueError) as problem:
        print(op, slug, str(problem).splitlines()[0][:160])
        return
    save(op, slug, attrs, inputs, states, output, xs, ys)


def whole(rng, dtype, shape, scale, zero=0, low=None, high=None, constant=True):
    info = np.iinfo(dtype)
    data = rng.integers(info.min + 1 if low is None else low, (info.max if high is None else high) + 1, shape).astype(dtype)
    return tensor(dtype, shape, scale, zero, data=data, constant=constant)


def svdf():
    batch, count, units, memory = 2, 6, 4, 5
    for rank in (1, 2):
        filters = units * rank
        for activation in ("none", "relu"):
            for kind in ("float32", "hybrid", "hybrid-asymmetric", "int16-state"):
                slug = f"{kind}-rank{rank}-{activation}"
                rng = generator("svdf", slug)
                options = S.SVDFOptionsT()
                options.rank, options.fusedActivationFunction = rank, {"none": 0, "relu": 1}[activation]
                options.asymmetricQuantizeInputs = kind.endswith("asymmetric")
                attrs = {"rank": rank, "activation": activation, **({"asymmetricQuantizeInputs": True} if kind.endswith("asymmetric") else {})}
                const = lambda values: tensor("float32", list(values.shape), data=values, constant=True)
                if kind == "int16-state":
                    if activation == "none":
                        continue  # LiteRT wants relu, and leaves it to the range of the result.
                    x = tensor("int8", [batch, count], 0.05, 5)
                    inputs = [x, whole(rng, "int8", [filters, count], 0.02), whole(rng, "int16", [filters, memory], 0.0004, low=-3000, high=3000),
                              whole(rng, "int32", [units], 0.0002 * 0.0004, low=-9999, high=9999), tensor("int16", [batch, memory * filters], 0.0002, 0)]
                    output = tensor("int8", [batch, units], 0.06, -7)
                    xs = [rng.integers(-128, 128, [batch, count]).astype(np.int8) for _ in range(8)]
                else:
                    x = tensor("float32", [batch, count])
                    feature, time = const(reals(rng, [filters, count])), const(reals(rng, [filters, memory]))
                    if kind != "float32":
                        feature, time = whole(rng, "int8", [filters, count], 0.02), whole(rng, "int8", [filters, memory], 0.02)
                    inputs = [x, feature, time, const(reals(rng, [units])), tensor("float32", [batch, memory * filters])]
                    output = tensor("float32", [batch, units])
                    xs = [reals(rng, [batch, count]) for _ in range(8)]
                record("svdf", slug, B.SVDF, "SVDFOptions", options, attrs, inputs, [4], output, xs, version=3)


GATES = ("input", "forget", "cell", "output")


def lstm_operands(rng, kind, batch, count, cells, outputs, cifg, peephole, projection, normalization):
    """Operands of an LSTM as TensorFlow Lite orders them. kind: float32, hybrid or int8."""
    integer, hybrid = kind == "int8", kind.startswith("hybrid")

    def const(shape, spread=0.5):
        return tensor("float32", shape, data=reals(rng, shape, spread), constant=True)

    def matrix(shape):
        return const(shape) if kind == "float32" else whole(rng, "int8", shape, float(rng.uniform(0.006, 0.012)))

    def per_gate(make, skip=()):
        return [None if gate in skip or (cifg and gate == "input") else make(gate) for gate in GATES]

    x_scale, h_scale = 0.02, (1 / 127 if integer else None)
    weights = per_gate(lambda gate: matrix([cells, count]))
    recurrent = per_gate(lambda gate: matrix([cells, outputs]))
    peepholes = [None] * 3
    if peephole:
        peepholes = [p for gate, p in zip(GATES, per_gate(lambda gate: whole(rng, "int16", [cells], 2e-5) if integer else (whole(rng, "int8", [cells], 0.006) if hybrid else const([cells])))) if gate != "cell"]

    def bias(gate):
        if not integer:
            return const([cells])
        index = GATES.index(gate)
        scale = 2e-5 * 2 ** -10 if normalization else weights[index]["quant"]["scale"][0] * x_scale
        return whole(rng, "int32", [cells], scale, low=-int(0.7 / scale), high=int(0.7 / scale))

    biases = per_gate(bias)
    project = [None, None]
    if projection:
        hidden = 1 / 120
        weight = matrix([outputs, cells])
        project = [weight, (whole(rng, "int32", [outputs], weight["quant"]["scale"][0] * hidden, low=-3000, high=3000) if integer else const([outputs]))]
    norms = []
    if normalization:
        norms = per_gate(lambda gate: whole(rng, "int16", [cells], 2e-5, low=8000) if integer else const([cells]))
    if integer:
        x = tensor("int8", [], x_scale, 3)
        states = [tensor("int8", [batch, outputs], h_scale, -5), tensor("int16", [batch, cells], 2 ** -11, 0)]
    else:
        x = tensor("float32", [])
        states = [tensor("float32", [batch, outputs]), tensor("float32", [batch, cells])]
    return x, [*weights, *recurrent, *peepholes, *biases, *project, *states, *norms]


def lstms():
    batch, time, count = 2, 3, 6
    forms = {"plain": {}, "cifg": {"cifg": True}, "peephole": {"peephole": True}, "projection": {"projection": True},
             "normalization": {"normalization": True}, "all": {"cifg": True, "peephole": True, "projection": True, "normalization": True}}
    for kind in ("float32", "hybrid", "hybrid-asymmetric", "int8"):
        for form, given in forms.items():
            flags = {"cifg": False, "peephole": False, "projection": False, "normalization": False, **given}
            if kind.startswith("hybrid") and flags["normalization"]:
                continue
            for op in ("lstm", "unidirectional_sequence_lstm"):
                for clip in ((0, 0), (0.4, 0.3)) if form in ("plain", "all") else ((0, 0),):
                    slug = f"{kind}-{form}" + "-clip" * bool(clip[0])
                    rng = generator(op, slug)
                    cells, outputs = 5, 4 if flags["projection"] else 5
                    x, operands = lstm_operands(rng, kind, batch, count, cells, outputs, **flags)
                    sequence = op != "lstm"
                    major = form in ("plain", "all")
                    shape = ([time, batch] if major else [batch, time]) if sequence else [batch]
                    x["shape"] = [*shape, count]
                    output = tensor("int8", [*shape, outputs], 1 / 127, -5) if kind == "int8" else tensor("float32", [*shape, outputs])
                    options = S.UnidirectionalSequenceLSTMOptionsT() if sequence else S.LSTMOptionsT()
                    options.fusedActivationFunction, options.cellClip, options.projClip = 4, *clip
                    options.asymmetricQuantizeInputs = kind.endswith("asymmetric")
                    attrs = {"activation": "tanh", "cellClip": clip[0], "projClip": clip[1], **({"asymmetricQuantizeInputs": True} if kind.endswith("asymmetric") else {})}
                    if sequence:
                        options.timeMajor = attrs["timeMajor"] = major
                    intermediates = ()
                    if kind == "int8":
                        hidden = (1 / 120, 3) if flags["projection"] else (1 / 127, -5)
                        pairs = [[float(np.float32(2 ** -12 * 0.9)), 0]] * 4 + [[float(np.float32(hidden[0])), hidden[1]]]
                        attrs["intermediates"] = pairs
                        intermediates = [tensor("int16" if i < 4 else "int8", [1], s, z) for i, (s, z) in enumerate(pairs)]
                    if kind == "int8":
                        xs = [rng.integers(-128, 128, x["shape"]).astype(np.int8) for _ in range(4)]
                    else:
                        xs = [reals(rng, x["shape"]) for _ in range(4)]
                    name = "UnidirectionalSequenceLSTMOptions" if sequence else "LSTMOptions"
                    record(op, slug, getattr(B, op.upper()), name, options, attrs, [x, *operands], [18, 19], output, xs, intermediates, version=3 if sequence else 4)


def rnns():
    batch, time, count, units = 2, 3, 6, 5
    for op in ("rnn", "unidirectional_sequence_rnn"):
        for kind in ("float32", "hybrid", "hybrid-asymmetric"):
            for code, activation in ((4, "tanh"), (3, "relu6"), (0, "none")):
                slug = f"{kind}-{activation}"
                rng = generator(op, slug)
                sequence, major = op != "rnn", code == 4
                shape = ([time, batch] if major else [batch, time]) if sequence else [batch]
                const = lambda values: tensor("float32", list(values.shape), data=values, constant=True)
                matrix = lambda rows, columns: const(reals(rng, [rows, columns], 0.4)) if kind == "float32" else whole(rng, "int8", [rows, columns], 0.004)
                options = S.SequenceRNNOptionsT() if sequence else S.RNNOptionsT()
                options.fusedActivationFunction, options.asymmetricQuantizeInputs = code, kind.endswith("asymmetric")
                attrs = {"activation": activation, **({"asymmetricQuantizeInputs": True} if kind.endswith("asymmetric") else {})}
                if sequence:
                    options.timeMajor = attrs["timeMajor"] = major
                x = tensor("float32", [*shape, count])
                inputs = [x, matrix(units, count), matrix(units, units), const(reals(rng, [units])), tensor("float32", [batch, units])]
                xs = [reals(rng, x["shape"]) for _ in range(4)]
                name = "SequenceRNNOptions" if sequence else "RNNOptions"
                record(op, slug, getattr(B, op.upper()), name, options, attrs, inputs, [4], tensor("float32", [*shape, units]), xs, version=3)


if __name__ == "__main__":
    svdf()
    lstms()
    rnns()
