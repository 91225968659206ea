import { createRequire } from "node:module";

interface KernelDisplay {
  lastWriteDisplayData:
    | ((display: { data: object; metadata: object; transient: object }, update: boolean) => void)
    | null;
}

/**
 * Shows a bundle in the notebook that this process is the kernel of; false outside a notebook.
 *
 * tslab's public `display` takes one MIME type a call; the function below it takes a bundle. Whichever copy of tslab
 * runs this process (the user's own or ours) has loaded that file, so it is looked up among the loaded modules.
 */
export function displayInKernel(data: Readonly<Record<string, unknown>>): boolean {
  const kernel = loadedKernel();
  if (!kernel?.lastWriteDisplayData) return false;
  kernel.lastWriteDisplayData({ data, metadata: {}, transient: {} }, false);
  return true;
}

/** Whether this process is a notebook's kernel that has begun to run cells. */
export function isKernel(): boolean {
  return Boolean(loadedKernel()?.lastWriteDisplayData);
}

function loadedKernel(): KernelDisplay | undefined {
  const { cache } = createRequire(import.meta.url);
  const loaded = Object.keys(cache).find((path) => /[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(path));
  return loaded === undefined ? undefined : (cache[loaded]?.exports as KernelDisplay | undefined);
}
