import { accessSync, constants, existsSync, readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** Environment variables that name a browser, strongest first. */
const browserVariables = ["JOULEBOOK_BROWSER", "PUPPETEER_EXECUTABLE_PATH", "CHROME_PATH"];

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
 * @typedef {object} BrowserSearch
 * @property {string | undefined} [option] path given by the user
 * @property {Record<string, string | undefined>} [env]
 * @property {NodeJS.Platform} [platform]
 * @property {string} [home]
 *
 * @typedef {{ path: string, from: string }} FoundBrowser
 */

/**
 * The browser that prints the PDF: what the user named, else one on PATH, else one where systems keep them, else one in
 * Puppeteer's cache.
 *
 * @param {BrowserSearch} [search]
 * @returns {FoundBrowser | undefined}
 * @throws {Error} when the user names a file that is no program: taking another one silently would be a surprise
 */
export function findBrowser({ option, env = process.env, platform = process.platform, home = homedir() } = {}) {
  const named = namedBrowser(option, env);
  if (named !== undefined) {
    if (isProgram(named.path)) return named;
    throw new Error(
      `${named.from} names "${named.path}", which is no executable file; unset it to search for a browser`,
    );
  }
  const candidates = [...onPath(env, platform), ...knownPlaces(env, platform), ...puppeteerCache(env, home)];
  return candidates.find(({ path }) => isProgram(path));
}

/**
 * @param {string | undefined} option
 * @param {Record<string, string | undefined>} env
 * @returns {FoundBrowser | undefined}
 */
function namedBrowser(option, env) {
  if (option !== undefined) return { path: option, from: "--browser" };
  const variable = browserVariables.find((name) => env[name]);
  return variable === undefined ? undefined : { path: env[variable] ?? "", from: variable };
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {NodeJS.Platform} platform
 * @returns {FoundBrowser[]}
 */
function onPath(env, platform) {
  const folders = (env.PATH ?? env.Path ?? "").split(platform === "win32" ? ";" : delimiter).filter(Boolean);
  const suffix = platform === "win32" ? ".exe" : "";
  return programs.flatMap((name) => folders.map((folder) => ({ path: join(folder, name + suffix), from: "PATH" })));
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {NodeJS.Platform} platform
 * @returns {FoundBrowser[]}
 */
function knownPlaces(env, platform) {
  return placesOf(env, platform).map((path) => ({ path, from: "a known place" }));
}

/**
 * @param {Record<string, string | undefined>} env
 * @param {NodeJS.Platform} platform
 */
function placesOf(env, platform) {
  if (platform === "darwin") {
    return ["Google Chrome", "Chromium", "Microsoft Edge"].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (platform === "win32") {
    const roots = [env.PROGRAMFILES, env["PROGRAMFILES(X86)"], env.LOCALAPPDATA].filter((root) => root !== undefined);
    const inside = [join("Google", "Chrome"), "Chromium", join("Microsoft", "Edge")];
    return roots.flatMap((root) =>
      inside.map((folder) => join(root, folder, "Application", folder.endsWith("Edge") ? "msedge.exe" : "chrome.exe")),
    );
  }
  const roots = ["/usr/bin", "/usr/local/bin", "/snap/bin"];
  const packaged = [
    "/usr/lib/chromium/chromium-headless-shell",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
  ];
  return [...programs.flatMap((name) => roots.map((root) => join(root, name))), ...packaged];
}

/**
 * Puppeteer keeps `<cache>/<browser>/<platform>-<version>/<browser>-<platform>/<program>`; the newest version comes first.
 *
 * @param {Record<string, string | undefined>} env
 * @param {string} home
 * @returns {FoundBrowser[]}
 */
function puppeteerCache(env, home) {
  const cache = env.PUPPETEER_CACHE_DIR ?? join(home, ".cache", "puppeteer");
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

/** @param {string} folder */
function subfolders(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

/**
 * @param {string} a
 * @param {string} b
 */
function newestFirst(a, b) {
  return b.localeCompare(a, "en", { numeric: true });
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
