"""Repeats an exported run of @joulebook/training in PyTorch.

  python3 cross_check.py RUN_DIR losses [OUT.json]  same weights, batches and pixels, no dropout: compares the first losses
  python3 cross_check.py RUN_DIR train OUT.json     same images, own dropout and order: trains fully, writes accuracies

RUN_DIR is what export-run.mjs writes.
"""
import json, sys, time
import numpy as np, torch, torch.nn.functional as F
from network_torch import forward, summed_loss

torch.set_num_threads(1)
folder, mode = sys.argv[1], sys.argv[2]
run = json.load(open(f"{folder}/run.json"))
spec, training, data = run["network"], run["experiment"]["training"], run["experiment"]["data"]
shape = spec["input"]
scale = run.get("scale", 255)
size = [shape["height"], shape["width"], shape["channels"]]


def images(split):
    pixels = np.fromfile(f"{folder}/{split}.pixels.u8", np.uint8).reshape(-1, *size)
    labels = np.fromfile(f"{folder}/{split}.labels.u8", np.uint8)
    return torch.tensor(pixels).permute(0, 3, 1, 2), torch.tensor(labels.astype(np.int64))


def parameters():
    flat, at, result = np.fromfile(f"{folder}/weights.f32", np.float32), 0, {}
    for p in run["parameters"]:
        count = int(np.prod(p["shape"]))
        result[p["name"]] = torch.tensor(flat[at:at + count].reshape(p["shape"]), requires_grad=True)
        at += count
    return result


x, y = images("train")
theta = parameters()
optimiser = torch.optim.Adam(theta.values(), training["rate"])
orders = np.fromfile(f"{folder}/orders.u32", np.uint32).astype(np.int64).reshape(-1, data["train"])


def step(batch, network):
    optimiser.zero_grad()
    loss = summed_loss(forward(network, theta, x[batch].float() / scale), y[batch])
    penalty = sum((p * p).sum() for name, p in theta.items() if name.endswith(".weight"))
    (loss + training["l2"] * penalty).backward()
    optimiser.step()
    return loss.item()


if mode == "losses":
    worst, losses = 0, []
    for k, ours in enumerate(run["losses"]):
        theirs = step(orders[0][k * training["batch"]:(k + 1) * training["batch"]], spec)
        losses.append(theirs)
        worst = max(worst, abs(ours - theirs) / theirs)
        print(f"{k:3d} {ours:.6f} {theirs:.6f}")
    print(f"largest relative difference over {len(run['losses'])} steps: {worst:.2e}")
    if len(sys.argv) > 3:
        json.dump(dict(oracle=f"PyTorch {torch.__version__}, float32, 1 thread", experiment=run["experiment"], losses=losses), open(sys.argv[3], "w"), indent=1)
    sys.exit(0 if worst < 1e-3 else 1)

# Full training: dropout by PyTorch's own generator.
drop = run["experiment"]["network"].get("dropout", 0)

torch.manual_seed(training["seed"])
xs, ys = images("test")


def accuracies(a, b):
    with torch.no_grad():
        rows = [[z.argmax(1) for z in forward(spec, theta, a[k:k + 500].float() / scale, False)] for k in range(0, len(a), 500)]
    return [(torch.cat(parts) == b).float().mean().item() for parts in zip(*rows)]


def dropped_forward(batch):
    """The network with dropout on the input of every dense node."""
    original = F.linear
    F.linear = lambda v, w, b=None: original(F.dropout(v, drop, True), w, b)
    try:
        return step(batch, spec)
    finally:
        F.linear = original


best, state, since, log, started = -1, None, 0, [], time.time()
for epoch in range(training["epochs"]):
    total = 0
    for k in range(0, data["train"], training["batch"]):
        batch = orders[epoch][k:k + training["batch"]]
        total += dropped_forward(batch) * len(batch)
    validation = accuracies(x[-data["validation"]:], y[-data["validation"]:])
    score = sum(validation) / len(validation)
    log.append(dict(epoch=epoch, loss=total / data["train"], validation=validation))
    print(json.dumps(log[-1]), flush=True)
    if score > best:
        best, since, state = score, 0, {k: v.detach().clone() for k, v in theta.items()}
    else:
        since += 1
    if since >= training["patience"]:
        break
with torch.no_grad():
    for k, v in theta.items():
        v.copy_(state[k])
json.dump(dict(oracle=f"PyTorch {torch.__version__}", experiment=run["experiment"]["name"], test=accuracies(xs, ys), log=log,
               seconds=round(time.time() - started)), open(sys.argv[3], "w"), indent=1)
