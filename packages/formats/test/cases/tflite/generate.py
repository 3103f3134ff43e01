"""Writes models of operators that a few of ours express, with what LiteRT's reference kernels answer: `python3 generate.py`."""
import json
import os
import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as S
from ai_edge_litert.interpreter import Interpreter, OpResolverType

B, O = S.BuiltinOperator, S.BuiltinOptions
FOLDER = os.path.dirname(os.path.abspath(__file__))
TYPES = {"float32": S.TensorType.FLOAT32, "int32": S.TensorType.INT32, "int8": S.TensorType.INT8, "int64": S.TensorType.INT64, "bool": S.TensorType.BOOL}


def tensor_table(model, name, dtype, shape, data=None, quant=None):
    tensor = S.TensorT()
    tensor.name, tensor.shape, tensor.type, tensor.buffer = name.encode(), np.array(shape, np.int32), TYPES[dtype], 0
    if data is not None:
        buffer = S.BufferT()
        buffer.data = np.frombuffer(np.asarray(data, dtype).tobytes(), np.uint8)
        model.buffers.append(buffer)
        tensor.buffer = len(model.buffers) - 1
    if quant:
        tensor.quantization = S.QuantizationParametersT()
        tensor.quantization.scale, tensor.quantization.zeroPoint = [quant[0]], [quant[1]]
    return tensor


def build(operators, tensors, inputs, outputs):
    """operators: (code, version, name of options, fields, operands, results); tensors: name -> (dtype, shape, data, quant)"""
    model, graph = S.ModelT(), S.SubGraphT()
    model.version, model.buffers, model.subgraphs, model.operatorCodes = 3, [S.BufferT()], [graph], []
    names = list(tensors)
    graph.tensors = [tensor_table(model, name, *tensors[name]) for name in names]
    graph.operators = []
    indices = lambda some: np.array([names.index(name) for name in some], np.int32)
    for code, version, options, fields, operands, results in operators:
        entry, operator = S.OperatorCodeT(), S.OperatorT()
        entry.builtinCode, entry.deprecatedBuiltinCode, entry.version = code, min(code, 127), version
        model.operatorCodes.append(entry)
        operator.opcodeIndex, operator.inputs, operator.outputs = len(model.operatorCodes) - 1, indices(operands), indices(results)
        if options is not None:
            operator.builtinOptionsType, operator.builtinOptions = getattr(O, options), getattr(S, options + "T")()
        for key, value in fields.items():
            setattr(operator.builtinOptions, key, value)
        graph.operators.append(operator)
    graph.inputs, graph.outputs = indices(inputs), indices(outputs)
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b"TFL3")
    return bytes(builder.Output())


def value(rng, detail):
    if detail["dtype"] == np.float32:
        return rng.uniform(-2, 2, detail["shape"]).astype(np.float32).round(3)
    if detail["dtype"] == np.int8:
        return rng.integers(-128, 128, detail["shape"]).astype(np.int8)
    return rng.integers(0, 4 if detail["name"].startswith("id") else 6, detail["shape"]).astype(detail["dtype"])


def save(slug, bytes_):
    interpreter = Interpreter(model_content=bytes_, experimental_op_resolver_type=OpResolverType.BUILTIN_REF)
    interpreter.allocate_tensors()
    rng = np.random.default_rng(7)
    inputs = [value(rng, detail) for detail in interpreter.get_input_details()]
    for detail, given in zip(interpreter.get_input_details(), inputs):
        interpreter.set_tensor(detail["index"], given)
    interpreter.invoke()
    outputs = [interpreter.get_tensor(detail["index"]) for detail in interpreter.get_output_details()]
    flat = lambda tensors: [[float(str(x)) for x in tensor.ravel()] for tensor in tensors]
    with open(os.path.join(FOLDER, slug + ".tflite"), "wb") as file:
        file.write(bytes_)
    with open(os.path.join(FOLDER, slug + ".json"), "w") as file:
        json.dump({"inputs": flat(inputs), "outputs": flat(outputs)}, file)


def one(slug, code, options, fields, operands, result, version=1):
    tensors = {**operands, "y": result}
    computed = [name for name, given in operands.items() if len(given) < 3 or given[2] is None]
    save(slug, build([(code, version, options, fields, list(operands), ["y"])], tensors, computed, ["y"]))


F, I = "float32", "int32"
q=(0.05,-3)
for dt,qq in ((F, None), ("int8", q)):
    one(f"slice-{dt}",B.SLICE,"SliceOptions",{},{"x":(dt,[2,5,3],None,qq),"b":(I,[3],[0,1,1]),"s":(I,[3],[-1,3,2])},(dt,[2,3,2],None,qq),2 if dt=="int8" else 1)
    one(f"tile-{dt}",B.TILE,"TileOptions",{},{"x":(dt,[2,3],None,qq),"m":(I,[2],[2,3])},(dt,[4,9],None,qq))
    one(f"reverse-{dt}",B.REVERSE_V2,"ReverseV2Options",{},{"x":(dt,[2,5,3],None,qq),"a":(I,[1],[1])},(dt,[2,5,3],None,qq))
    one(f"s2d-{dt}",B.SPACE_TO_DEPTH,"SpaceToDepthOptions",{"blockSize":2},{"x":(dt,[1,4,6,3],None,qq)},(dt,[1,2,3,12],None,qq),2 if dt=="int8" else 1)
    one(f"d2s-{dt}",B.DEPTH_TO_SPACE,"DepthToSpaceOptions",{"blockSize":2},{"x":(dt,[1,2,3,12],None,qq)},(dt,[1,4,6,3],None,qq))
    one(f"mirror-reflect-{dt}",B.MIRROR_PAD,"MirrorPadOptions",{"mode":0},{"x":(dt,[1,4,5,2],None,qq),"p":(I,[4,2],[[0,0],[2,3],[4,1],[0,0]])},(dt,[1,9,10,2],None,qq),2 if dt=="int8" else 1)
    one(f"mirror-symmetric-{dt}",B.MIRROR_PAD,"MirrorPadOptions",{"mode":1},{"x":(dt,[1,4,5,2],None,qq),"p":(I,[4,2],[[0,0],[4,0],[1,5],[0,0]])},(dt,[1,8,11,2],None,qq),2 if dt=="int8" else 1)
    one(f"pack9-{dt}",B.PACK,"PackOptions",{"valuesCount":9,"axis":1},{f"x{k}":(dt,[2,3],None,qq) for k in range(9)},(dt,[2,9,3],None,qq),2 if dt=="int8" else 1)
    t={"x":(dt,[2,7],None,qq),"s":(I,[3],[1,4,-1]),"a":(I,[],[1]),"y0":(dt,[2,1],None,qq),"y1":(dt,[2,4],None,qq),"y2":(dt,[2,2],None,qq)}
    save(f"splitv-{dt}",build([(B.SPLIT_V,2 if dt=="int8" else 1,"SplitVOptions",{"numSplits":3},["x","s","a"],["y0","y1","y2"])],t,["x"],["y0","y1","y2"]))
    t={"x":(dt,[2,20,3],None,qq)}; t.update({f"y{k}":(dt,[2,3],None,qq) for k in range(20)})
    save(f"unpack20-{dt}",build([(B.UNPACK,2 if dt=="int8" else 1,"UnpackOptions",{"num":20,"axis":1},["x"],[f"y{k}" for k in range(20)])],t,["x"],[f"y{k}" for k in range(20)]))
    one(f"gather-in-{dt}",B.GATHER,"GatherOptions",{"axis":0},{"x":(dt,[6,3],None,qq),"k":(I,[2,2])},(dt,[2,2,3],None,qq),2)
    one(f"gather-last-{dt}",B.GATHER,"GatherOptions",{"axis":-1},{"x":(dt,[2,6],None,qq),"k":("int64",[3])},(dt,[2,3],None,qq),2)
for dt in (F, I):
    one(f"neg-{dt}",B.NEG,"NegOptions",{},{"x":(dt,[2,3])},(dt,[2,3]))
    one(f"addn-{dt}",B.ADD_N,"AddNOptions",{},{f"x{k}":(dt,[2,3]) for k in range(4)},(dt,[2,3]))
    one(f"sqdiff-{dt}",B.SQUARED_DIFFERENCE,"SquaredDifferenceOptions",{},{"x":(dt,[2,3]),"b":(dt,[3])},(dt,[2,3]))
one("square",B.SQUARE,"SquareOptions",{},{"x":(F,[2,3])},(F,[2,3]))
# x + fill(shape(x)[0]...)
t={"x":(F,[1,4]),"sh":(I,[2]),"v":(F,[],[0.5]),"z":(F,[1,4]),"y":(F,[1,4])}
save("fill-shape",build([(B.SHAPE,1,"ShapeOptions",{"outType":2},["x"],["sh"]),(B.FILL,1,"FillOptions",{},["sh","v"],["z"]),(B.ADD,1,"AddOptions",{},["x","z"],["y"])],t,["x"],["y"]))
t={"x":(F,[1,4]),"z":(F,[1,4]),"y":(F,[1,8])}
save("zeros-like",build([(B.ZEROS_LIKE,1,"ZerosLikeOptions",{},["x"],["z"]),(B.CONCATENATION,1,"ConcatenationOptions",{"axis":1},["x","z"],["y"])],t,["x"],["y"]))
t={"x":(F,[3,4]),"a":(I,[],[0]),"n":(I,[],[3]),"s":(I,[],[2]),"r":(I,[2]),"y":(F,[2,4])}
save("range-gather",build([(B.RANGE,1,"RangeOptions",{},["a","n","s"],["r"]),(B.GATHER,1,"GatherOptions",{"axis":0},["x","r"],["y"])],t,["x"],["y"]))
t={"x":(F,[1]),"e":(I,[0],[]),"y":(F,[])}
save("reshape-scalar",build([(B.RESHAPE,1,"ReshapeOptions",{},["x","e"],["y"])],t,["x"],["y"]))
# softmax over axis 1 by transposes
t={"x":("int8",[1,4,3],None,(0.1,2)),"p":(I,[3],[0,2,1]),"t":("int8",[1,3,4],None,(0.1,2)),"s":("int8",[1,3,4],None,(1/256,-128)),"y":("int8",[1,4,3],None,(1/256,-128))}
save("softmax-axis1-i8",build([(B.TRANSPOSE,2,"TransposeOptions",{},["x","p"],["t"]),(B.SOFTMAX,2,"SoftmaxOptions",{"beta":1.0},["t"],["s"]),(B.TRANSPOSE,2,"TransposeOptions",{},["s","p"],["y"])],t,["x"],["y"]))
# A movement between tensors of which one says what its numbers stand for.
for slug,a,b in (("operand",None,q),("result",q,None)):
    one(f"s2d-open-{slug}",B.SPACE_TO_DEPTH,"SpaceToDepthOptions",{"blockSize":2},{"x":("int8",[1,4,6,3],None,a)},("int8",[1,2,3,12],None,b),2)
# Operators with options or operands of their own order.
one("one-hot",B.ONE_HOT,"OneHotOptions",{"axis":1},{"id":(I,[2,3]),"n":(I,[],[4]),"on":(F,[],[1.5]),"off":(F,[],[-0.5])},(F,[2,4,3]))
one("scatter-nd",B.SCATTER_ND,"ScatterNdOptions",{},{"id":(I,[3,1]),"u":(F,[3,2]),"s":(I,[2],[7,2])},(F,[7,2]))
one("dynamic-update-slice",B.DYNAMIC_UPDATE_SLICE,"DynamicUpdateSliceOptions",{},{"x":(F,[4,5]),"u":(F,[2,3]),"id":(I,[2])},(F,[4,5]))
one("reverse-sequence",B.REVERSE_SEQUENCE,"ReverseSequenceOptions",{"seqDim":1,"batchDim":0},{"x":(F,[3,6,2]),"n":(I,[3])},(F,[3,6,2]))
one("matrix-diag",B.MATRIX_DIAG,"MatrixDiagOptions",{},{"x":(F,[2,3])},(F,[2,3,3]))
one("matrix-set-diag",B.MATRIX_SET_DIAG,"MatrixSetDiagOptions",{},{"x":(F,[2,3,4]),"d":(F,[2,3])},(F,[2,3,4]))
one("cumsum",B.CUMSUM,"CumsumOptions",{"exclusive":True,"reverse":True},{"x":(F,[3,4]),"a":(I,[],[1])},(F,[3,4]))
one("log-softmax",B.LOG_SOFTMAX,"LogSoftmaxOptions",{},{"x":("int8",[3,7],None,(0.1,2))},("int8",[3,7],None,(1/16,127)),2)
for slug,code,operands,result in (("embedding-lookup",B.EMBEDDING_LOOKUP,{"id":(I,[4]),"t":(F,[6,3],np.arange(18)/4-2)},(F,[4,3])),("broadcast-args",B.BROADCAST_ARGS,{"a":(I,[3],[3,1,5]),"b":(I,[2],[4,5])},(I,[3]))):
    t={**operands,"x":result,"z":result,"y":result}
    save(slug,build([(code,1,None,{},list(operands),["z"]),(B.ADD,1,"AddOptions",{},["x","z"],["y"])],t,[name for name in ("id","x") if name in t],["y"]))
# A cast whose options the file leaves out.
t={"x":(F,[2,3]),"z":(I,[2,3]),"y":(F,[2,3])}
save("cast-without-options",build([(B.CAST,1,None,{},["x"],["z"]),(B.CAST,1,None,{},["z"],["y"])],t,["x"],["y"]))
# A sum of stored numbers that the file calls real: LiteRT stores it as its operands.
t={"x":("int8",[1,4,3],None,q),"s":("float32",[1,4,3],None,(q[0]*2,q[1]-3)),"y":("int8",[1,4,3],None,(q[0]*3,q[1]))}
save("stored-result",build([(B.ADD,2,"AddOptions",{},["x","x"],["s"]),(B.ADD,2,"AddOptions",{},["s","x"],["y"])],t,["x"],["y"]))
