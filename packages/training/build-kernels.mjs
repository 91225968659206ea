// Compiles the AssemblyScript sources in kernels/ to WebAssembly and writes the bytes as a TypeScript module, so that
// `tsc -b` alone builds this package and the module ships inside dist. `--check` only compares and fails on a difference.
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "src/kernels/kernels.generated.ts");

/** Text of the generated module for the sources as they are now. */
export async function compileKernels() {
  let binary;
  const { error, stderr } = await asc.main(
    ["index.ts", "-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--outFile", "kernels.wasm"],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(join(here, "kernels", base === "." ? name : join(base, name)), "utf8");
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
  return `// Generated from kernels/*.ts by build-kernels.mjs; the build rewrites it and a test compares.\n\n/** The compiled kernels, base64. */\nexport const kernelsBase64: string = [\n${lines.join("\n")}\n].join("");\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await compileKernels();
  let current = "";
  try {
    current = readFileSync(target, "utf8");
  } catch {
    // First build: nothing there yet.
  }
  if (text !== current) {
    if (process.argv.includes("--check")) throw new Error(`${target} is out of date; run: node ${process.argv[1]}`);
    writeFileSync(target, text);
  }
}
