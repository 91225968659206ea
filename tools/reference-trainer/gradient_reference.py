"""Writes float64 gradients of small networks, computed by PyTorch, next to the network files that name them.

  python3 gradient_reference.py CASE_DIR [CASE_DIR ...]

CASE_DIR/case.json: {"network": {...}, "batch": n, "parameters": [{"name", "shape"}]}. Inputs, labels and parameters follow the formulas
below, rounded to float32, so that any other program can make the same ones. Writes CASE_DIR/gradients.f64 (little-endian, parameters in
order) and CASE_DIR/expected.json (loss, logits, running statistics after the step).
"""
import json, sys
import numpy as np, torch
from network_torch import forward, summed_loss


def pseudo(count, seed):
    """Values in [-0.5, 0.5): multiples of 1/1009, rounded to float32."""
    i = np.arange(count, dtype=np.int64)
    return ((((i * 7907 + seed * 104729) * (i + 17)) % 1009) / 1009 - 0.5).astype(np.float32).astype(np.float64)


def initial(name, shape, index):
    part = name.split(".")[-1]
    values = pseudo(int(np.prod(shape)), index + 1)
    if part == "weight":
        return (values * 0.6).astype(np.float32)
    if part in ("scale", "variance"):
        return (1 + values).astype(np.float32)
    return values.astype(np.float32)


for folder in sys.argv[1:]:
    case = json.load(open(f"{folder}/case.json"))
    spec, batch = case["network"], case["batch"]
    shape = spec["input"]
    count = batch * shape["height"] * shape["width"] * shape["channels"]
    x = torch.tensor((pseudo(count, 0) + 0.5).astype(np.float32).astype(np.float64)).reshape(batch, shape["height"], shape["width"], shape["channels"]).permute(0, 3, 1, 2)
    labels = torch.arange(batch) % spec["classes"]
    parameters = {}
    for index, p in enumerate(case["parameters"]):
        values = initial(p["name"], p["shape"], index).astype(np.float64)
        learned = not p["name"].endswith((".mean", ".variance"))
        parameters[p["name"]] = torch.tensor(values.reshape(p["shape"]), requires_grad=learned)
    running = {}
    logits = forward(spec, parameters, x, True, running)
    loss = summed_loss(logits, labels)
    loss.backward()
    gradients = [p.grad if p.grad is not None else torch.zeros_like(p) for p in parameters.values()]
    np.concatenate([g.numpy().ravel() for g in gradients]).astype("<f8").tofile(f"{folder}/gradients.f64")
    with torch.no_grad():
        evaluated = forward(spec, parameters, x, False)
    json.dump(dict(oracle=f"PyTorch {torch.__version__}, float64", loss=loss.item(), logits=[z.tolist() for z in logits],
                   evaluated=[z.tolist() for z in evaluated], running={k: v.tolist() for k, v in running.items()}),
              open(f"{folder}/expected.json", "w"), indent=1)
    print(folder, loss.item())
