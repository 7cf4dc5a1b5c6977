import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** What the system says of a process. */
export interface ProcessInfo {
  /** When it started, in milliseconds since 1970. */
  readonly started: number;
  /** Name of its program, which the system may have cut short. */
  readonly program: string;
}

/** Ticks of `/proc/<pid>/stat` in a second: USER_HZ, 100 on every architecture that Node runs on (proc_pid_stat(5)). */
const ticksPerSecond = 100;

/**
 * What is known of a running process; `undefined` when there is none of this number, or only its remains that nobody has
 * collected yet.
 *
 * @returns "unknown" where the system tells no more than that it runs
 */
export function processInfo(pid: number): ProcessInfo | "unknown" | undefined {
  if (!exists(pid)) return undefined;
  if (existsSync("/proc/self/stat")) return fromProc(pid);
  return process.platform === "win32" ? "unknown" : fromPs(pid);
}

function exists(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's process, that may not be signalled, is there too.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function fromProc(pid: number): ProcessInfo | undefined {
  const line = read(`/proc/${pid}/stat`);
  if (line === undefined) return undefined;
  // The name, in parentheses, may hold spaces and parentheses; after it come the state and, as the 22nd field, the start.
  const end = line.lastIndexOf(")");
  const fields = line.slice(end + 2).split(" ");
  if (fields[0] === "Z" || fields[0] === "X") return undefined;
  const uptime = Number(read("/proc/uptime")?.split(" ")[0]) * 1000;
  const started = Date.now() - uptime + (Number(fields[19]) * 1000) / ticksPerSecond;
  return { started, program: line.slice(line.indexOf("(") + 1, end) };
}

function fromPs(pid: number): ProcessInfo | undefined {
  const ps = (column: string) =>
    execFileSync("ps", ["-o", `${column}=`, "-p", String(pid)], {
      encoding: "utf8",
      env: { ...process.env, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  try {
    if (ps("stat").startsWith("Z")) return undefined;
    return { started: Date.parse(ps("lstart")), program: ps("comm") };
  } catch {
    return undefined;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
