"""A LightGBM model as the arrays that `retrieval.reader.scorer` runs."""

from typing import Any

import numpy as np

from retrieval.reader.scorer import Forest


def as_forest(booster: Any) -> Forest:
    trees = [_nodes(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    size = max(len(nodes) for nodes in trees)
    shape = (len(trees), size)
    feature, left, right = (np.zeros(shape, dtype=np.int16) for _ in range(3))
    feature -= 1
    threshold, value = (np.zeros(shape, dtype=np.float32) for _ in range(2))
    for row, nodes in enumerate(trees):
        for column, (of, under, low, high, leaf, _) in enumerate(nodes):
            feature[row, column], threshold[row, column] = of, under
            left[row, column], right[row, column], value[row, column] = low, high, leaf
    depth = max(node[5] for nodes in trees for node in nodes)
    return Forest(feature=feature, threshold=threshold, left=left, right=right, value=value, depth=depth)


Node = tuple[int, float, int, int, float, int]  # feature, threshold, left, right, value, depth


def _nodes(root: dict[str, Any]) -> list[Node]:
    nodes: list[Node] = []

    def visit(node: dict[str, Any], depth: int) -> int:
        at = len(nodes)
        nodes.append((-1, 0.0, at, at, float(node.get("leaf_value", 0.0)), depth))
        if "split_feature" in node:
            low = visit(node["left_child"], depth + 1)
            high = visit(node["right_child"], depth + 1)
            # Thresholds are doubles there and floats here: the largest float not above splits floats alike.
            under = np.float32(node["threshold"])
            if float(under) > node["threshold"]:
                under = np.nextafter(under, np.float32(-np.inf))
            nodes[at] = (node["split_feature"], float(under), low, high, 0.0, depth)
        return at

    visit(root, 0)
    return nodes
