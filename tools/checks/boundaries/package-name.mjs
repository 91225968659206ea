import { isBuiltin } from "node:module";

/**
 * Name of the package that an import specifier starts with; undefined for a relative path and for Node's own modules.
 *
 * @param {string} specifier
 * @returns {string | undefined}
 * @example packageName("@joulebook/core/dist/x.js") // => "@joulebook/core"
 */
export function packageName(specifier) {
  if (specifier.startsWith(".") || specifier.startsWith("/") || isBuiltin(specifier)) return undefined;
  const parts = specifier.split("/");
  return specifier.startsWith("@") ? parts.slice(0, 2).join("/") : parts[0];
}
