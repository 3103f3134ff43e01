"""Writes models with graphs that operators call, with what LiteRT's reference kernels answer: `python3 generate_control.py`."""
import flatbuffers
import numpy as np
from flatbuffers import flexbuffers
from ai_edge_litert import schema_py_generated as S
from generate import save, tensor_table

B, O, O2 = S.BuiltinOperator, S.BuiltinOptions, S.BuiltinOptions2
F, I, BOOL = "float32", "int32", "bool"


class File:
    """A model of several graphs; the first one is the model."""

    def __init__(self):
        self.model = S.ModelT()
        self.model.version, self.model.buffers, self.model.subgraphs, self.model.operatorCodes = 3, [S.BufferT()], [], []

    def graph(self, tensors, inputs, outputs, operators):
        """operators: (code, version, name of options, fields, operands, results); tensors: name -> (dtype, shape, data)"""
        graph, names = S.SubGraphT(), list(tensors)
        graph.name = b"graph_%d" % len(self.model.subgraphs)
        graph.tensors = [tensor_table(self.model, name, *tensors[name]) for name in names]
        indices = lambda some: np.array([names.index(name) for name in some], np.int32)
        graph.inputs, graph.outputs, graph.operators = indices(inputs), indices(outputs), []
        for code, version, options, fields, operands, results in operators:
            entry, operator = S.OperatorCodeT(), S.OperatorT()
            entry.builtinCode, entry.deprecatedBuiltinCode, entry.version = code, min(code, 127), version
            self.model.operatorCodes.append(entry)
            operator.opcodeIndex = len(self.model.operatorCodes) - 1
            operator.inputs, operator.outputs = indices(operands), indices(results)
            table = getattr(S, options + "T")()
            for key, value in fields.items():
                setattr(table, key, value)
            if hasattr(O2, options):
                operator.builtinOptions2Type, operator.builtinOptions2 = getattr(O2, options), table
            else:
                operator.builtinOptionsType, operator.builtinOptions = getattr(O, options), table
            graph.operators.append(operator)
        self.model.subgraphs.append(graph)
        return self

    def save(self, slug):
        builder = flatbuffers.Builder(1024)
        builder.Finish(self.model.Pack(builder), b"TFL3")
        save(slug, bytes(builder.Output()))


def add(a, b, y):
    return (B.ADD, 1, "AddOptions", {}, [a, b], [y])


def mul(a, b, y):
    return (B.MUL, 1, "MulOptions", {}, [a, b], [y])


def counting(turns, start=None):
    """x ← x · w + b, `turns` times; b is an input that no turn changes. Without `turns` as often as an input says."""
    file = File()
    carried = {"i": (I, []), "n": (I, []), "x": (F, [2, 3]), "b": (F, [3])}
    first = {"i0": (I, [], [0]), "n0": (I, [], [turns]) if turns is not None else (I, []), "x0": (F, [2, 3]), "b0": (F, [3])}
    results = {"i1": (I, []), "n1": (I, []), "y": (F, [2, 3]), "b1": (F, [3])}
    inputs = ["x0", "b0"] if turns is not None else ["n0", "x0", "b0"]
    file.graph({**first, **results}, inputs, ["y", "i1"],
               [(B.WHILE, 1, "WhileOptions", {"condSubgraphIndex": 1, "bodySubgraphIndex": 2}, list(first), list(results))])
    file.graph({**carried, "c": (BOOL, [])}, list(carried), ["c"], [(B.LESS, 1, "LessOptions", {}, ["i", "n"], ["c"])])
    file.graph({**carried, "one": (I, [], [1]), "w": (F, [3], [0.5, -1.25, 2]), "i1": (I, []), "p": (F, [2, 3]), "q": (F, [2, 3])},
               list(carried), ["i1", "n", "q", "b"], [add("i", "one", "i1"), mul("x", "w", "p"), add("p", "b", "q")])
    return file


counting(3).save("while-constant")
counting(None).save("while-computed")

# The two values change places with each turn. (LiteRT would copy a body's inputs that are its results one after the other.)
swap = {"i": (I, []), "a": (F, [4]), "b": (F, [4])}
File().graph({"i0": (I, []), "a0": (F, [4]), "b0": (F, [4]), "i1": (I, []), "a1": (F, [4]), "b1": (F, [4])}, ["i0", "a0", "b0"], ["a1", "b1"],
             [(B.WHILE, 1, "WhileOptions", {"condSubgraphIndex": 1, "bodySubgraphIndex": 2}, ["i0", "a0", "b0"], ["i1", "a1", "b1"])]) \
      .graph({**swap, "eight": (I, [], [8]), "c": (BOOL, [])}, list(swap), ["c"], [(B.LESS, 1, "LessOptions", {}, ["i", "eight"], ["c"])]) \
      .graph({**swap, "one": (I, [], [1]), "j": (I, []), "half": (F, [], [0.5]), "p": (F, [4]), "q": (F, [4])}, list(swap), ["j", "p", "q"],
             [add("i", "one", "j"), mul("b", "half", "p"), add("a", "half", "q")]) \
      .save("while-swap")

# A loop in a loop: the inner one doubles until 8 is reached.
File().graph({"i0": (I, []), "x0": (F, []), "i1": (I, []), "x1": (F, [])}, ["i0", "x0"], ["x1"],
             [(B.WHILE, 1, "WhileOptions", {"condSubgraphIndex": 1, "bodySubgraphIndex": 2}, ["i0", "x0"], ["i1", "x1"])]) \
      .graph({"i": (I, []), "x": (F, []), "n": (I, [], [7]), "c": (BOOL, [])}, ["i", "x"], ["c"], [(B.LESS, 1, "LessOptions", {}, ["i", "n"], ["c"])]) \
      .graph({"i": (I, []), "x": (F, []), "one": (I, [], [1]), "j": (I, []), "z": (F, []), "third": (F, [], [0.375]), "a": (F, []), "y": (F, [])}, ["i", "x"], ["j", "y"],
             [add("i", "one", "j"), (B.ABS, 1, "AbsOptions", {}, ["x"], ["a"]), add("a", "third", "z"),
              (B.WHILE, 1, "WhileOptions", {"condSubgraphIndex": 3, "bodySubgraphIndex": 4}, ["z"], ["y"])]) \
      .graph({"x": (F, []), "n": (F, [], [8]), "c": (BOOL, [])}, ["x"], ["c"], [(B.LESS, 1, "LessOptions", {}, ["x", "n"], ["c"])]) \
      .graph({"x": (F, []), "y": (F, [])}, ["x"], ["y"], [add("x", "x", "y")]) \
      .save("while-nested")


def branch(slug, condition, limit=3):
    tensors = {"n": (I, []), "x": (F, [2, 3]), "limit": (I, [], [limit]), "c": (BOOL, [], condition), "y": (F, [2, 3]), "z": (F, [2, 3])}
    operators = [] if condition is not None else [(B.LESS, 1, "LessOptions", {}, ["n", "limit"], ["c"])]
    File().graph(tensors, ["n", "x"], ["z"], operators + [(B.IF, 1, "IfOptions", {"thenSubgraphIndex": 1, "elseSubgraphIndex": 2}, ["c", "x"], ["y"]), add("x", "y", "z")]) \
          .graph({"x": (F, [2, 3]), "w": (F, [3], [0.5, -1.25, 2]), "p": (F, [2, 3]), "q": (F, [2, 3])}, ["x"], ["q"], [mul("x", "w", "p"), add("p", "x", "q")]) \
          .graph({"x": (F, [2, 3])}, ["x"], ["x"], []) \
          .save(slug)


branch("if-computed", None)
branch("if-computed-then", None, 6)
branch("if-constant", [True])

# A composite that is called twice.
File().graph({"x": (F, [2, 3]), "y": (F, [2, 3]), "z": (F, [2, 3])}, ["x"], ["z", "y"],
             [(B.STABLEHLO_COMPOSITE, 1, "StableHLOCompositeOptions", {"name": b"test.scaled", "decompositionSubgraphIndex": 1, "compositeAttributes": flexbuffers.Dumps({})}, [a], [b]) for a, b in (("x", "y"), ("y", "z"))]) \
      .graph({"a": (F, [2, 3]), "w": (F, [3], [0.5, -1.25, 2]), "b": (F, [2, 3]), "c": (F, [2, 3])}, ["a"], ["c"], [mul("a", "w", "b"), add("b", "a", "c")]) \
      .save("composite")
