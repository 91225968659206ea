import { accessSync, constants, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { exitCodes, InputError } from "@joulebook/core";

/** Environment variables that name a browser, strongest first. */
export const browserVariables: readonly string[] = ["JOULEBOOK_BROWSER", "PUPPETEER_EXECUTABLE_PATH", "CHROME_PATH"];

export interface BrowserSearch {
  /** Path given by the user: taken or refused, never replaced. */
  readonly browser?: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly platform?: string;
  readonly home?: string;
}

/** A browser and where its name came from: an option, a variable, "PATH" ... */
export interface FoundBrowser {
  readonly path: string;
  readonly from: string;
}

const programs = [
  "chromium-headless-shell",
  "chrome-headless-shell",
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge",
];

/**
 * The browser that prints: what the user named, else one on PATH, else one where systems keep them, else the newest one
 * in Puppeteer's cache; undefined when there is none.
 *
 * @throws InputError `bad-browser` if the user named something that is no program: another one would be a surprise
 */
export function findBrowser(search: BrowserSearch = {}): FoundBrowser | undefined {
  const { env = process.env, platform = process.platform, home = homedir() } = search;
  const named = namedBrowser(search.browser, env);
  if (named !== undefined) {
    if (isProgram(named.path)) return named;
    throw new InputError(
      [
        {
          code: "bad-browser",
          message: `${named.from} names "${named.path}", which is no executable file`,
          expected: "the path of a Chromium or Chrome program",
          fix: "mend the path, or unset it to search for a browser",
        },
      ],
      exitCodes.usage,
    );
  }
  const places = [...onPath(env, platform), ...knownPlaces(env, platform), ...puppeteerCache(env, home)];
  return places.find(({ path }) => isProgram(path));
}

function namedBrowser(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): FoundBrowser | undefined {
  if (option !== undefined) return { path: option, from: "the browser option" };
  const variable = browserVariables.find((name) => env[name]);
  return variable === undefined ? undefined : { path: env[variable] ?? "", from: variable };
}

function onPath(env: Readonly<Record<string, string | undefined>>, platform: string): FoundBrowser[] {
  const folders = (env["PATH"] ?? env["Path"] ?? "")
    .split(platform === "win32" ? ";" : delimiter)
    .filter((folder) => folder !== "");
  const suffix = platform === "win32" ? ".exe" : "";
  return programs.flatMap((name) => folders.map((folder) => ({ path: join(folder, name + suffix), from: "PATH" })));
}

function knownPlaces(env: Readonly<Record<string, string | undefined>>, platform: string): FoundBrowser[] {
  return placesOf(env, platform).map((path) => ({ path, from: "a known place" }));
}

function placesOf(env: Readonly<Record<string, string | undefined>>, platform: string): string[] {
  if (platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === "win32") {
    const roots = [env["PROGRAMFILES"], env["PROGRAMFILES(X86)"], env["LOCALAPPDATA"]].filter(
      (root) => root !== undefined,
    );
    return roots.flatMap((root) => [
      join(root, "Google", "Chrome", "Application", "chrome.exe"),
      join(root, "Chromium", "Application", "chrome.exe"),
      join(root, "Microsoft", "Edge", "Application", "msedge.exe"),
    ]);
  }
  const roots = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
  const packaged = [
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
  ];
  return [...programs.flatMap((name) => roots.map((root) => join(root, name))), ...packaged];
}

/** Puppeteer keeps `<cache>/<browser>/<platform>-<version>/<browser>-<platform>/<program>`. */
function puppeteerCache(env: Readonly<Record<string, string | undefined>>, home: string): FoundBrowser[] {
  const cache = env["PUPPETEER_CACHE_DIR"] ?? join(home, ".cache", "puppeteer");
  const names = ["chrome-headless-shell", "chrome", "chrome-headless-shell.exe", "chrome.exe"];
  const builds = ["chrome-headless-shell", "chrome"].flatMap((browser) =>
    subfolders(join(cache, browser)).toSorted(newestFirst),
  );
  return builds.flatMap((build) =>
    subfolders(build).flatMap((folder) =>
      names.map((name) => ({ path: join(folder, name), from: "Puppeteer's cache" })),
    ),
  );
}

function subfolders(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(folder, entry.name));
  } catch {
    return []; // not there, or not ours to read: no browser from here
  }
}

function newestFirst(a: string, b: string): number {
  return b.localeCompare(a, "en", { numeric: true });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
