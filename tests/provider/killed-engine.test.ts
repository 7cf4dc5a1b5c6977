import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { describe, expect, it } from "vitest";
import { launcher } from "./plug-in.ts";

describe("a plug-in whose engine was killed", () => {
  it("ends by itself", async () => {
    const start = "const { spawn } = require('node:child_process'); const c = spawn(process.argv[1]);";
    const engine = spawn(process.execPath, [
      "-e",
      `${start} c.stdout.once('data', () => console.log(c.pid)); setInterval(() => {}, 1000)`,
      launcher,
    ]);
    const [line] = (await once(createInterface(engine.stdout), "line")) as [string];
    engine.kill("SIGKILL");
    const gone = () => {
      try {
        process.kill(Number(line), 0);
        return false;
      } catch {
        return true;
      }
    };
    await expect.poll(gone, { timeout: 20_000 }).toBe(true);
  });
});
