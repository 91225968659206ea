import { readFileSync } from "node:fs";

/**
 * Whether the process `pid` runs on this host. With `start` (from `processStart`) a later process that happens to have the
 * same number does not count.
 */
export function processIsAlive(pid: number, start?: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false; // EPERM: it runs, as another user
  }
  const now = processStart(pid);
  return start === undefined || now === undefined || now === start;
}

/**
 * When a process started, as an opaque text that no other process of this host shares with the same pid: boot id and clock
 * ticks since boot on Linux, undefined elsewhere and for a process that does not run.
 */
export function processStart(pid: number): string | undefined {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field, the command in brackets, may contain anything; starttime is the 20th after it (proc(5), field 22).
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? undefined : `${boot}:${fields[19]}`;
  } catch {
    return undefined;
  }
}
