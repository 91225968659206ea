import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require: NodeJS.Require = createRequire(import.meta.url);

/** Families that every report brings along, so that it looks the same on every machine and the PDF embeds known fonts. */
const families = [
  { family: "Source Sans 3", folder: "source-sans-3", faces: ["400-normal", "400-italic", "600-normal", "700-normal"] },
  { family: "Source Serif 4", folder: "source-serif-4", faces: ["400-normal", "400-italic", "600-normal"] },
  { family: "Source Code Pro", folder: "source-code-pro", faces: ["400-normal"] },
] as const;

const subsets = {
  latin:
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD",
  greek: "U+0370-0377,U+037A-037F,U+0384-038A,U+038C,U+038E-03A1,U+03A3-03FF",
} as const;

let faces: string | undefined;
let formulas: string | undefined;

/** `@font-face` rules of the text fonts with their data inline. Mathematical signs (≤, ≈, →) come from KaTeX's fonts. */
export function fontFaces(): string {
  faces ??= families
    .flatMap(({ family, folder, faces: styles }) => styles.flatMap((style) => faceRules(family, folder, style)))
    .join("\n");
  return faces;
}

function faceRules(family: string, folder: string, face: string): string[] {
  const [weight, style] = face.split("-");
  return Object.entries(subsets).map(([subset, range]) => {
    const source = fontUrl(`@fontsource/${folder}/files/${folder}-${subset}-${face}.woff2`);
    return `@font-face{font-family:"${family}";font-style:${style};font-weight:${weight};src:url(${source}) format("woff2");unicode-range:${range}}`;
  });
}

/** KaTeX's style sheet with its fonts inline (WOFF2 only). */
export function formulaStyle(): string {
  formulas ??= readFileSync(require.resolve("katex/dist/katex.min.css"), "utf8").replace(
    /src:url\(fonts\/([\w-]+\.woff2)\)[^;}]*/g,
    (_, file: string) => `src:url(${fontUrl(`katex/dist/fonts/${file}`)}) format("woff2")`,
  );
  return formulas;
}

function fontUrl(file: string): string {
  return `data:font/woff2;base64,${readFileSync(require.resolve(file)).toString("base64")}`;
}
