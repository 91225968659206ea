import { InputError } from "@joulebook/core";
import { describe, expect, it } from "vitest";
import { bestOrder, type ByteSource, memoryUse, readNetwork } from "../../src/index.js";
import {
  bytesField,
  integerField,
  localFunction,
  model,
  type NodeText,
  tensor,
  textField,
  valueInfo,
} from "../onnx/write-onnx.js";
import { goldenBytes, sourceOf, totals } from "./sources.js";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);

/** The one problem of a refused file. */
async function refusal(bytes: Uint8Array, file = "model.onnx"): Promise<string> {
  const error: unknown = await readNetwork(sourceOf(bytes), { file }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw new Error(`no InputError but ${String(error)}`);
  expect(error.exitCode).toBe(3);
  expect(error.problems).toHaveLength(1);
  expect(error.problems[0]?.file).toBe(file);
  return error.message;
}

const chain = (count: number): readonly NodeText[] =>
  Array.from({ length: count }, (_, index) => ({ op: "Relu", inputs: [`v${index}`], outputs: [`v${index + 1}`] }));

describe("files that are no networks", () => {
  it.each([
    ["empty", new Uint8Array(0), "the file is empty"],
    ["of one byte", Uint8Array.from([8]), "neither an ONNX nor a TFLite file; .* damaged or cut short"],
    ["of text", text("hello, world: no network here"), "neither an ONNX nor a TFLite file"],
    ["a zip archive", Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]), "a zip archive"],
    ["a web page", text("<!DOCTYPE html><html></html>"), "HTML"],
    ["JSON", text('{"layers": []}'), "JSON"],
    ["zeros", new Uint8Array(4096), "neither an ONNX nor a TFLite file"],
    ["a model without a graph", Uint8Array.from(integerField(1, 8)), "neither an ONNX nor a TFLite file"],
    ["a TFLite identifier and nothing else", Uint8Array.from([16, 0, 0, 0, ...text("TFL3")]), "damaged or cut short"],
  ])("are refused with one clear message: %s", async (_, bytes, message) => {
    expect(await refusal(bytes)).toMatch(new RegExp(message));
  });

  it("are refused wherever they are cut, or read where only weights are lost", async () => {
    for (const path of ["onnx/two_conv.onnx", "onnx/attention_head.onnx", "tflite/kws01_int8.tflite"]) {
      const bytes = goldenBytes(path);
      for (let part = 1; part < 60; part++) {
        const cut = bytes.subarray(0, Math.floor((bytes.length * part) / 60));
        await readNetwork(sourceOf(cut)).catch((error: unknown) => expect(error).toBeInstanceOf(InputError));
      }
    }
  });
});

describe("graphs that contradict themselves", () => {
  it("name the cycle", async () => {
    const nodes: readonly NodeText[] = [
      { op: "Add", inputs: ["x", "c"], outputs: ["a"], name: "first" },
      { op: "Relu", inputs: ["a"], outputs: ["b"], name: "second" },
      { op: "Relu", inputs: ["b"], outputs: ["c"], name: "third" },
    ];
    expect(await refusal(model({ nodes, inputs: [valueInfo("x", [4])], outputs: ["c"] }))).toMatch(
      /cycle through "first", "second", "third"/,
    );
  });

  it("name the layer whose shapes do not fit", async () => {
    const nodes = [{ op: "MatMul", inputs: ["x", "w"], outputs: ["out"], name: "head" }];
    const content = { nodes, inputs: [valueInfo("x", [1, 5])], constants: [tensor("w", [4, 4])], outputs: ["out"] };
    expect(await refusal(model(content))).toMatch(/MatMul "head": \[1, 5\] and \[4, 4\] do not share/);
  });

  it("name the tensor of absurd or negative extents, and allocate nothing for it", async () => {
    const with_ = (shape: readonly number[]) =>
      model({
        nodes: [{ op: "Relu", inputs: ["w"], outputs: ["out"] }],
        constants: [tensor("w", shape)],
        outputs: ["out"],
      });
    expect(await refusal(with_([2 ** 40, 2 ** 40]))).toMatch(/"w" of shape .* is too large to count/);
    expect(await refusal(with_([-3]))).toMatch(/"w" has an extent of -3/);
    const huge = { op: "ConstantOfShape", inputs: ["shape"], outputs: ["out"] };
    const network = await readNetwork(
      sourceOf(
        model({ nodes: [huge], constants: [tensor("shape", [2], { values: [2 ** 24, 2 ** 24] })], outputs: ["out"] }),
      ),
    );
    expect(network.tensors.at(-1)?.shape).toEqual([2 ** 24, 2 ** 24]);
  });

  it("name the layer whose MACs are beyond exact counting, though each of its tensors is not", async () => {
    const nodes = [{ op: "Conv", inputs: ["x", "w"], outputs: ["out"], name: "vast" }];
    const side = 2 ** 15;
    const content = {
      nodes,
      inputs: [valueInfo("x", [1, 2 ** 20, side, side])],
      constants: [tensor("w", [2 ** 20, 2 ** 20, 1, 1])],
      outputs: ["out"],
    };
    expect(await refusal(model(content))).toMatch(
      /Conv "vast": a layer of 1.18\d+e\+21 MACs cannot be counted exactly/,
    );
  });

  it("end in an error where functions call each other a billion times", async () => {
    const functions = Array.from({ length: 30 }, (_, level) =>
      localFunction(
        "f",
        `f${level}`,
        ["x"],
        ["y"],
        [
          { op: level === 0 ? "Relu" : `f${level - 1}`, domain: level === 0 ? "" : "f", inputs: ["x"], outputs: ["h"] },
          { op: level === 0 ? "Relu" : `f${level - 1}`, domain: level === 0 ? "" : "f", inputs: ["h"], outputs: ["y"] },
        ],
      ),
    );
    const nodes = [{ op: "f29", domain: "f", inputs: ["x"], outputs: ["out"] }];
    expect(await refusal(model({ nodes, inputs: [valueInfo("x", [1])], outputs: ["out"] }, { functions }))).toContain(
      "more than 100000 nodes",
    );
    const endless = localFunction("f", "f", ["x"], ["y"], [{ op: "f", domain: "f", inputs: ["x"], outputs: ["y"] }]);
    const call = [{ op: "f", domain: "f", inputs: ["x"], outputs: ["out"] }];
    expect(
      await refusal(model({ nodes: call, inputs: [valueInfo("x", [1])], outputs: ["out"] }, { functions: [endless] })),
    ).toContain("call each other");
  });

  it("end in an error where millions of fields hold nothing", async () => {
    const fields = new Uint8Array(12_000_000).fill(0x0a).map((byte, index) => (index % 2 === 0 ? byte : 0));
    const bytes = Uint8Array.from([0x3a, 0x80, 0xb6, 0xdc, 0x05]);
    const whole = new Uint8Array(bytes.length + fields.length);
    whole.set(bytes);
    whole.set(fields, bytes.length);
    expect(await refusal(whole)).toMatch(/more than/);
  });
});

describe("large and strange files", () => {
  it("reads 10,000 nodes in file order or in reverse, and plans their memory", async () => {
    const nodes = chain(10_000);
    const content = { inputs: [valueInfo("v0", [1, 64])], outputs: ["v10000"] };
    const backwards = model({ ...content, nodes: nodes.toReversed() });
    const network = await readNetwork(sourceOf(model({ ...content, nodes })));
    const reversed = await readNetwork(sourceOf(backwards));
    expect(network.layers).toHaveLength(10_000);
    expect(reversed.layers.map(({ name }) => name)).toEqual(network.layers.map(({ name }) => name));
    expect(memoryUse(network).peak).toBe(2 * 64 * 4);
    expect(bestOrder(network)).toMatchObject({ peak: 2 * 64 * 4, exact: true });
  });

  it("reads one node of 50,000 inputs, and refuses more of them, and more reads", async () => {
    const wide = (count: number, different = count): Uint8Array => {
      // A node of `count` inputs with so many different names of three bytes, in a graph in a model.
      const names = new Uint8Array(5 * count);
      for (let index = 0; index < count; index++)
        names.set(
          [0x0a, 3, ...[0, 1, 2].map((digit) => 48 + (Math.floor((index % different) / 75 ** digit) % 75))],
          5 * index,
        );
      const rest = [...textField(2, "result"), ...textField(4, "Sum")];
      const node = [0x0a, ...lengthOf(names.length + rest.length)];
      const output = bytesField(12, valueInfo("result"));
      const head = [0x3a, ...lengthOf(node.length + names.length + rest.length + output.length), ...node];
      const bytes = new Uint8Array(head.length + names.length + rest.length + output.length);
      bytes.set(head);
      bytes.set(names, head.length);
      bytes.set([...rest, ...output], head.length + names.length);
      return bytes;
    };
    const network = await readNetwork(sourceOf(wide(50_000)));
    expect(network.layers.map(({ inputs }) => inputs.length)).toEqual([50_000]);
    expect(await refusal(wide(400_000))).toMatch(/more than 300000 values/);
    expect(await refusal(wide(600_000, 1000))).toMatch(/read more than 500000 inputs/);
  });

  it("keeps names of 100 kB and of control characters short and printable", async () => {
    const long = "n".repeat(100_000);
    const nodes = [
      { op: "Relu", inputs: ["x"], outputs: ["h"], name: long },
      { op: "Relu", inputs: ["h"], outputs: ["out"], name: "a\u001b[31m\u202eb<script>" },
    ];
    const network = await readNetwork(sourceOf(model({ nodes, inputs: [valueInfo("x", [1])], outputs: ["out"] })));
    expect(network.layers[0]?.name.length).toBeLessThan(600);
    // HTML is kept: whoever writes HTML escapes it.
    expect(network.layers[1]?.name).toBe("a\ufffd[31m\ufffdb<script>");
  });

  it("opens no external file, and says which locations point elsewhere", async () => {
    const nodes = [{ op: "MatMul", inputs: ["x", "w"], outputs: ["out"] }];
    for (const location of ["../../etc/passwd", "/etc/passwd", "C:\\secret", "http://example.org/w"]) {
      const content = {
        nodes,
        inputs: [valueInfo("x", [1, 4])],
        constants: [tensor("w", [4, 4], { location })],
        outputs: ["out"],
      };
      const network = await readNetwork(sourceOf(model(content)));
      expect(totals(network).params).toBe(16);
      expect(network.notes.join()).toContain(`outside the model's folder: ${JSON.stringify(location)}`);
    }
  });

  it("passes over gigabytes of weights without reading them", async () => {
    const gigabytes = 5 * 2 ** 30;
    const start = Uint8Array.from(textField(8, "w"));
    const dims = Uint8Array.from([...integerField(1, 2 ** 20), ...integerField(1, 1280), ...integerField(2, 1)]);
    const rawHeader = Uint8Array.from([0x4a, ...lengthOf(gigabytes)]);
    const tensorLength = dims.length + start.length + rawHeader.length + gigabytes;
    const rest = Uint8Array.from([
      ...bytesField(1, [...textField(1, "w"), ...textField(1, "x"), ...textField(2, "out"), ...textField(4, "Gather")]),
      ...bytesField(11, valueInfo("x", [1, 8], 7)),
      ...bytesField(12, valueInfo("out")),
    ]);
    const tensorHeader = Uint8Array.from([0x2a, ...lengthOf(tensorLength)]);
    const graphLength = tensorHeader.length + tensorLength + rest.length;
    const head = Uint8Array.from([0x3a, ...lengthOf(graphLength), ...tensorHeader, ...dims, ...start, ...rawHeader]);
    const size = head.length + gigabytes + rest.length;
    let bytesRead = 0;
    const source: ByteSource = {
      size,
      async read(offset, length) {
        bytesRead += length;
        const bytes = new Uint8Array(length);
        for (let index = 0; index < length; index++) {
          const at = offset + index;
          if (at < head.length) bytes[index] = head[at] as number;
          else if (at >= size - rest.length) bytes[index] = rest[at - (size - rest.length)] as number;
        }
        return bytes;
      },
    };
    const network = await readNetwork(source);
    expect(network.layers.map(({ op, kind, params }) => [op, kind, params])).toEqual([
      ["Gather", "embedding", 2 ** 20 * 1280],
    ]);
    expect(bytesRead).toBeLessThan(2 ** 20);
  });
});

function lengthOf(length: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = length; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}
