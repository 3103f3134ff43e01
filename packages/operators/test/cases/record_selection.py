"""Records LiteRT's reference kernels of operators that select, repeat and reduce: `python3 record_selection.py`. See record.py."""
import numpy as np
from ai_edge_litert import schema_py_generated as S
import record
from record import generator, reals, run, save, tensor

B, O = S.BuiltinOperator, S.BuiltinOptions
record.TYPES.update(int16=(S.TensorType.INT16, np.int16), uint8=(S.TensorType.UINT8, np.uint8),
                    int64=(S.TensorType.INT64, np.int64), bool=(S.TensorType.BOOL, np.bool_))
QUANT = {"int8": (0.05, -3), "uint8": (0.05, 120), "int16": (0.002, 0)}
PLAIN = ("float32", "int8", "uint8", "int16", "int32", "int64")


def options(kind, **fields):
    if kind is None:
        return 0, None
    result = getattr(S, kind + "T")()
    for name, value in fields.items():
        setattr(result, name, value)
    return getattr(O, kind), result


def values(rng, dtype, shape):
    if dtype == "float32":
        return reals(rng, shape)
    if dtype == "bool":
        return rng.integers(0, 2, shape).astype(np.bool_)
    low, high = {"int8": (-128, 128), "uint8": (0, 256), "int16": (-3000, 3000)}.get(dtype, (-1000, 1000))
    return rng.integers(low, high, shape).astype(record.TYPES[dtype][1])


def operand(op, slug, dtype, shape, name="", quant=None):
    scale, zero = quant or QUANT.get(dtype, (None, 0))
    return tensor(dtype, shape, scale, zero, data=values(generator(op, slug + name), dtype, shape))


def index(data, dtype="int32", shape=None):
    data = np.array(data, record.TYPES[dtype][1]).reshape(shape if shape is not None else np.shape(data))
    return tensor(dtype, list(data.shape), data=data, constant=True)


def result(dtype, shape, quant=None):
    scale, zero = quant or QUANT.get(dtype, (None, 0))
    return tensor(dtype, shape, scale, zero)


def case(op, slug, kind, fields, attrs, inputs, output, code=None, version=1):
    code_type, opts = options(kind, **fields)
    try:
        got = run(code if code is not None else getattr(B, op.upper()), code_type, opts, inputs, output, version)
    except (RuntimeError, ValueError) as problem:
        print(op, slug, str(problem).splitlines()[0][:120])
        return
    save(op, slug, attrs, inputs, output, got)


def movement():
    for t in PLAIN:
        x = lambda op, shape, name="": operand(op, t, t, shape, name)
        case("slice", t, "SliceOptions", {}, {}, [x("slice", [2, 3, 4]), index([0, 1, 1]), index([-1, 2, 2])], result(t, [2, 2, 2]), version=2)
        case("split_v", t, "SplitVOptions", {"numSplits": 3}, {"numSplits": 3}, [x("split_v", [2, 6, 2]), index([1, -1, 2]), index(1)],
             [result(t, [2, 1, 2]), result(t, [2, 3, 2]), result(t, [2, 2, 2])], version=2)
        case("tile", t, "TileOptions", {}, {}, [x("tile", [2, 1, 3]), index([2, 3, 1])], result(t, [4, 3, 3]), version=2)
        case("tile", t + "-deep", "TileOptions", {}, {}, [x("tile", [2, 1, 3, 2, 2], "d"), index([2, 3, 2, 1, 3])], result(t, [4, 3, 6, 2, 6]), version=2)
        case("broadcast_to", t + "-deep", "BroadcastToOptions", {}, {}, [x("broadcast_to", [2, 1, 3, 1, 2, 1, 2], "d"), index([2, 2, 3, 2, 2, 3, 2])], result(t, [2, 2, 3, 2, 2, 3, 2]), version=3)
        case("broadcast_to", t, "BroadcastToOptions", {}, {}, [x("broadcast_to", [3, 1]), index([2, 3, 4])], result(t, [2, 3, 4]), version=3)
        case("reverse_v2", t, "ReverseV2Options", {}, {}, [x("reverse_v2", [2, 3, 4]), index([1])], result(t, [2, 3, 4]), version=3)
        for mode in ("reflect", "symmetric"):
            case("mirror_pad", f"{t}-{mode}", "MirrorPadOptions", {"mode": int(mode == "symmetric")}, {"mode": mode},
                 [x("mirror_pad", [3, 4, 2]), index([[2, 1], [0, 3], [1, 0]])], result(t, [6, 7, 3]), version=2)
        case("depth_to_space", t, "DepthToSpaceOptions", {"blockSize": 2}, {"blockSize": 2}, [x("depth_to_space", [2, 2, 3, 8])], result(t, [2, 4, 6, 2]))
        case("space_to_depth", t, "SpaceToDepthOptions", {"blockSize": 2}, {"blockSize": 2}, [x("space_to_depth", [2, 4, 2, 3])], result(t, [2, 2, 1, 12]), version=2)
        case("gather_nd", f"{t}-elements", "GatherNdOptions", {}, {}, [x("gather_nd", [3, 4]), index([[0, 1], [2, 3], [1, 0]])], result(t, [3]), version=4)
        case("gather_nd", f"{t}-rows", "GatherNdOptions", {}, {}, [x("gather_nd", [3, 2, 4], "r"), index([[[2], [0]]])], result(t, [1, 2, 2, 4]), version=4)
        case("scatter_nd", t, "ScatterNdOptions", {}, {}, [index([[1], [0], [1]]), x("scatter_nd", [3, 2]), index([3, 2])], result(t, [3, 2]))
        case("fill", t, "FillOptions", {}, {}, [index([2, 3]), x("fill", [])], result(t, [2, 3]), version=3)
        case("one_hot", t, "OneHotOptions", {"axis": 1}, {"axis": 1}, [index([[0, 2], [3, -1]]), index(3), x("one_hot", [], "on"), x("one_hot", [], "off")], result(t, [2, 3, 2]))
        case("dynamic_update_slice", t, None, {}, {}, [x("dynamic_update_slice", [3, 4]), x("dynamic_update_slice", [2, 2], "u"), index([2, 1])], result(t, [3, 4]), version=2)
        case("reverse_sequence", t, "ReverseSequenceOptions", {"seqDim": 1, "batchDim": 0}, {"seqDim": 1, "batchDim": 0},
             [x("reverse_sequence", [3, 4, 2]), index([4, 1, 3])], result(t, [3, 4, 2]))
        case("matrix_diag", t, "MatrixDiagOptions", {}, {}, [x("matrix_diag", [2, 3])], result(t, [2, 3, 3]))
        case("matrix_set_diag", t, "MatrixSetDiagOptions", {}, {}, [x("matrix_set_diag", [2, 3, 4]), x("matrix_set_diag", [2, 3], "d")], result(t, [2, 3, 4]))
        case("topk_v2", t, "TopKV2Options", {}, {}, [x("topk_v2", [2, 7]), index(3)], [result(t, [2, 3]), result("int32", [2, 3])], version=2)
        for batch in (1, 2):
            case("gather", f"{t}-batch-{batch}", "GatherOptions", {"axis": 2, "batchDims": batch}, {"axis": 2, "batchDims": batch},
                 [x("gather", [2, 3, 4, 2], str(batch)), index(np.arange(12).reshape(2, 3, 2) % 4)], result(t, [2, 3, 3, 2, 2] if batch == 1 else [2, 3, 2, 2]), version=5)
    case("embedding_lookup", "float32", None, {}, {}, [index([2, 0, 1]), operand("embedding_lookup", "f", "float32", [3, 2, 2])], result("float32", [3, 2, 2]))
    for t in ("float32", "int32", "int64"):
        case("range", t, "RangeOptions", {}, {}, [index(1, t), index(9, t), index(3, t)], result(t, [3]))
        case("range", f"{t}-down", "RangeOptions", {}, {}, [index(9, t), index(2, t), index(-2, t)], result(t, [4]))
    case("broadcast_args", "int32", None, {}, {}, [index([3, 1]), index([2, 1, 4])], result("int32", [3]))
    case("rank", "float32", "RankOptions", {}, {}, [operand("rank", "f", "float32", [2, 3, 1])], result("int32", []))


def reductions():
    for t in (*PLAIN, "bool"):
        for op in ("arg_max", "arg_min"):
            for out in ("int32", "int64"):
                kind = "ArgMaxOptions" if op == "arg_max" else "ArgMinOptions"
                case(op, f"{t}-{out}", kind, {"outputType": record.TYPES[out][0]}, {"outputType": out}, [operand(op, t, t, [2, 5, 3]), index(-2)], result(out, [2, 3]), version=2)
    for op, code in (("reduce_any", B.REDUCE_ANY), ("reduce_all", B.REDUCE_ALL)):
        for keep in (True, False):
            case(op, f"keep-{keep}".lower(), "ReducerOptions", {"keepDims": keep}, {"keepDims": keep}, [operand(op, str(keep), "bool", [3, 2, 4]), index([2, 0])],
                 result("bool", [1, 2, 1] if keep else [2]), code)
    for t in PLAIN:
        for op in ("sum", "mean", "reduce_max", "reduce_min", "reduce_prod"):
            if op == "sum" and t in ("int8", "int16"):
                continue  # LiteRT 2.3 gives other results at each run: it reads memory that it never wrote.
            for name, shape, axes, out in (("rows", [2, 3, 4], [1], [2, 4]), ("all", [3, 5], [0, 1], []), ("inner", [2, 2, 7, 3], [1, 2], [2, 3])):
                same = op in ("reduce_max", "reduce_min")
                quant = QUANT.get(t) and (QUANT[t] if same else (QUANT[t][0] * {"sum": 7.3, "reduce_prod": 2.1}.get(op, 0.6), 0 if t == "int16" else QUANT[t][1] + 5))
                case(op, f"{t}-{name}", "ReducerOptions", {"keepDims": False}, {"keepDims": False}, [operand(op, t + name, t, shape), index(axes)], result(t, out, quant), version=2)
    for t in ("float32", "int32", "int64"):
        for exclusive in (False, True):
            for reverse in (False, True):
                case("cumsum", f"{t}" + "-exclusive" * exclusive + "-reverse" * reverse, "CumsumOptions", {"exclusive": exclusive, "reverse": reverse},
                     {"exclusive": exclusive, "reverse": reverse}, [operand("cumsum", t, t, [2, 4, 3]), index(1)], result(t, [2, 4, 3]))
    for t in ("float32", "int8", "uint8"):
        quant = {"int8": (1 / 128, 0), "uint8": (1 / 128, 128)}.get(t)
        for shape in ([2, 9], [1, 2, 3, 5]):
            case("l2_normalization", f"{t}-{len(shape)}d", "L2NormOptions", {"fusedActivationFunction": 0}, {"activation": "none"},
                 [operand("l2_normalization", t, t, shape)], result(t, shape, quant), version=2)


if __name__ == "__main__":
    movement()
    reductions()
