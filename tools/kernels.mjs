// Compiles the AssemblyScript sources in a package's kernels/ to WebAssembly and writes the bytes as a TypeScript module, so
// that `tsc -b` alone builds the package and the module ships inside dist. `--check` only compares and fails on a difference.
// Usage: node tools/kernels.mjs PACKAGE-FOLDER [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import asc from "assemblyscript/asc";

const [folder = ".", mode] = process.argv.slice(2);
const target = join(folder, "src/kernels/kernels.generated.ts");

/** Text of the generated module for the sources as they are now. */
async function compileKernels() {
  let binary;
  const { error, stderr } = await asc.main(
    ["index.ts", "-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--outFile", "kernels.wasm"],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(join(folder, "kernels", base === "." ? name : join(base, name)), "utf8");
        } catch {
          return null;
        }
      },
      writeFile: (_name, contents) => {
        binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || binary === undefined) throw new Error(`kernels do not compile: ${error?.message}\n${stderr.toString()}`);
  const text = Buffer.from(binary).toString("base64");
  const lines = text.match(/.{1,110}/g).map((line) => `  "${line}",`);
  return `// Generated from kernels/*.ts by tools/kernels.mjs; the build rewrites it and a test compares.\n\n/** The compiled kernels, base64. */\nexport const kernelsBase64: string = [\n${lines.join("\n")}\n].join("");\n`;
}

const text = await compileKernels();
let current = "";
try {
  current = readFileSync(target, "utf8");
} catch {
  // First build: nothing there yet.
}
if (text !== current) {
  if (mode === "--check") throw new Error(`${target} is out of date; run: node tools/kernels.mjs ${folder}`);
  writeFileSync(target, text);
}
