import { execFileSync } from "node:child_process";
import { mkdtempSync, rmdirSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A file system of its own, in memory, which can be filled without harm to the machine. */
export class SmallDisk implements Disposable {
  readonly folder = mkdtempSync(join(tmpdir(), "pgstack-disk-"));
  readonly #filler = join(this.folder, "filler");

  /** @param size as mount takes it, e.g. `400m` */
  constructor(size: string) {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${size},mode=755`, "tmpfs", this.folder]);
  }

  /** Takes what is left but for this, in bytes. */
  fill(left: number): void {
    const { bavail, bsize } = statfsSync(this.folder);
    writeFileSync(this.#filler, Buffer.alloc(Math.max(0, bavail * bsize - left)));
  }

  /** Makes room again. */
  free(): void {
    rmSync(this.#filler, { force: true });
  }

  [Symbol.dispose](): void {
    execFileSync("umount", ["-l", this.folder]);
    rmdirSync(this.folder);
  }
}

/** Root may, except in most containers. */
export function mayMount(): boolean {
  try {
    execFileSync("unshare", ["--mount", "true"], { stdio: "ignore" });
    return process.getuid?.() === 0;
  } catch {
    return false;
  }
}
