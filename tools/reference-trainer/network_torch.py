"""Runs a network file of @joulebook/training (the `nodes` list) in PyTorch, as an independent oracle."""
import torch, torch.nn.functional as F


def activate(x, name):
    return x if name is None else F.relu(x) if name == "relu" else F.relu6(x)


def flatten_hwc(x):
    """Dense weights are stored for height-width-channel order."""
    return x.permute(0, 2, 3, 1).flatten(1) if x.dim() == 4 else x


def forward(spec, parameters, x, training=True, running=None):
    """Logits of every exit; x is (batch, channels, height, width); parameters maps `<node>.<part>` to tensors in logical order."""
    values, previous = {"input": x}, "input"
    for node in spec["nodes"]:
        name, kind = node["name"], node["kind"]
        source = values[node.get("input", previous)]
        pad = node["kernel"] // 2 if node.get("padding") == "same" else 0
        stride = node.get("stride", 1)
        get = lambda part: parameters.get(f"{name}.{part}")
        if kind == "convolution":
            out = F.conv2d(source, get("weight").permute(3, 2, 0, 1), get("bias"), stride, pad)
        elif kind == "depthwise":
            weight = get("weight").permute(2, 0, 1).unsqueeze(1)
            out = F.conv2d(source, weight, get("bias"), stride, pad, groups=weight.shape[0])
        elif kind == "batch-norm":
            mean, variance = get("mean").clone(), get("variance").clone()
            out = F.batch_norm(source, mean, variance, get("scale"), get("shift"), training, node.get("momentum", 0.1), node.get("epsilon", 1e-5))
            if running is not None:
                running[f"{name}.mean"], running[f"{name}.variance"] = mean, variance
        elif kind == "add":
            out = source + values[node["with"]]
        elif kind == "max-pool":
            out = F.max_pool2d(source, node["size"], node.get("stride", node["size"]))
        elif kind == "average-pool":
            out = F.avg_pool2d(source, node["size"], node.get("stride", node["size"]))
        elif kind == "adaptive-average-pool":
            out = F.adaptive_avg_pool2d(source, node["size"])
        elif kind == "adaptive-max-pool":
            out = F.adaptive_max_pool2d(source, node["size"])
        elif kind == "dense":
            weight = get("weight")
            out = F.linear(flatten_hwc(source), weight.reshape(weight.shape[0], -1), get("bias"))
        else:
            raise ValueError(f"unknown kind {kind}")
        values[name] = activate(out, node.get("activation"))
        previous = name
    return [values[name] for name in spec["exits"]]


def summed_loss(logits, labels, weights=None):
    weights = [1.0] * len(logits) if weights is None else weights
    return sum(w * F.cross_entropy(z, labels) for w, z in zip(weights, logits))
