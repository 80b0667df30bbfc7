"""Evens out what a network's products are given, so that 8 bits hold it better: SmoothQuant (Xiao et al., 2022).

A product's input is rounded to 256 steps between its least and its greatest value, and a transformer's states get much
farther from 0 in some directions than in others. Each direction is divided by a factor before the product, and the
weights that meet it are multiplied by the same: the same sums in floating point, finer steps in 8 bits. What attention
gives is divided in the weights of its values; elsewhere a multiplication stands before the product.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import onnx
import onnxruntime
from numpy.typing import NDArray
from onnx import helper, numpy_helper

STRENGTH = 0.8  # of 0.5 to 0.95 the one with the least error of relevance on pairs that were not calibrated on
LEAST, MOST = 0.01, 100.0  # a direction's factor
_ATTENDED = "/attention/output/dense/MatMul"
_VALUE = "/attention/self/value/"

Floats = NDArray[np.float32]


def smooth(model: onnx.ModelProto, given: Iterable[Mapping[str, NDArray[np.int64]]]) -> onnx.ModelProto:
    """The float model, changed in place; ``given`` is what it reads while the range of its states is taken."""
    graph = model.graph
    weights = {each.name: each for each in graph.initializer}
    products: dict[str, list[onnx.NodeProto]] = {}
    for node in graph.node:
        if node.op_type == "MatMul" and node.name.startswith("/encoder") and node.input[1] in weights:
            products.setdefault(node.input[0], []).append(node)
    reach = _reach(model, list(products), given)
    divided: dict[str, onnx.NodeProto] = {}
    for states, nodes in products.items():
        held = [numpy_helper.to_array(weights[node.input[1]]) for node in nodes]
        factor = _factors(reach[states], held)
        for node, own in zip(nodes, held, strict=True):
            _store(weights[node.input[1]], own * factor[:, None])
        if nodes[0].name.endswith(_ATTENDED):
            _divide_values(graph, weights, nodes[0].name.removesuffix(_ATTENDED) + _VALUE, factor)
            continue
        graph.initializer.append(numpy_helper.from_array(1 / factor, f"{states}_factor"))
        divided[states] = helper.make_node("Mul", [states, f"{states}_factor"], [f"{states}_even"])
        for node in nodes:
            node.input[0] = f"{states}_even"
    _insert(graph, divided)
    return model


def _factors(reach: Floats, weights: list[Floats]) -> Floats:
    """One a direction, their geometric mean 1."""
    heaviest = np.max([np.abs(each).max(axis=1) for each in weights], axis=0)
    factor = np.maximum(reach, 1e-3) ** STRENGTH / np.maximum(heaviest, 1e-4) ** (1 - STRENGTH)
    factors: Floats = np.clip(factor / np.exp(np.log(factor).mean()), LEAST, MOST).astype(np.float32)
    return factors


def _reach(
    model: onnx.ModelProto, states: list[str], given: Iterable[Mapping[str, NDArray[np.int64]]]
) -> dict[str, Floats]:
    """How far each direction of these states gets from 0."""
    watched = onnx.ModelProto.FromString(model.SerializeToString())
    for name in states:
        watched.graph.output.append(helper.make_tensor_value_info(name, onnx.TensorProto.FLOAT, None))
    session = onnxruntime.InferenceSession(watched.SerializeToString(), providers=["CPUExecutionProvider"])
    reach: dict[str, Floats] = {}
    for one in given:
        for name, found in zip(states, session.run(states, dict(one)), strict=True):
            farthest = np.abs(found).reshape(-1, found.shape[-1]).max(axis=0)
            reach[name] = np.maximum(reach[name], farthest) if name in reach else farthest
    return reach


def _divide_values(graph: onnx.GraphProto, weights: Mapping[str, onnx.TensorProto], layer: str, factor: Floats) -> None:
    for node in graph.node:
        if node.name in (f"{layer}MatMul", f"{layer}Add"):
            own = next(weights[name] for name in node.input if name in weights)
            _store(own, numpy_helper.to_array(own) / factor)


def _store(tensor: onnx.TensorProto, value: Floats) -> None:
    tensor.CopyFrom(numpy_helper.from_array(value.astype(np.float32), tensor.name))


def _insert(graph: onnx.GraphProto, after: Mapping[str, onnx.NodeProto]) -> None:
    nodes = []
    for node in graph.node:
        nodes += [node, *(after[name] for name in node.output if name in after)]
    copies = [onnx.NodeProto.FromString(node.SerializeToString()) for node in nodes]
    del graph.node[:]
    graph.node.extend(copies)
