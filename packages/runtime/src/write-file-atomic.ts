import { writeFilesAtomic } from "./write-files-atomic.js";
import type { AtomicWriteOptions, FileContent } from "./write-files-atomic.js";

/**
 * Writes a file so that its name shows either what it showed before or all of the new content, never a part: the content
 * goes to a temporary name in the same folder, is flushed to the disk, and is then renamed.
 *
 * On a failure, a full disk, an abort or an interrupt the temporary file (and any folder made for it) is removed and the
 * old file stays. A link to a file is written through; a folder, device or pipe is refused.
 *
 * @returns the real path written
 * @throws InputError `cannot-write` or `outside-folder`; the abort's reason when `signal` aborts
 * @example await writeFileAtomic("dist/review.html", html)
 */
export async function writeFileAtomic(
  path: string,
  content: FileContent,
  options: AtomicWriteOptions = {},
): Promise<string> {
  const [written] = await writeFilesAtomic([{ path, content }], options);
  return written as string;
}
