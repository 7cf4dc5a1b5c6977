import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";

it("ends with its run where `docker` is a script that starts the client", async () => {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-watch-"));
  using _ = { [Symbol.dispose]: () => rmSync(folder, { recursive: true }) };
  const client = join(folder, "docker");
  // The client outlives the script, and holds its output; in the end it goes by itself.
  writeFileSync(client, `#!/bin/sh\nsleep 60 &\necho $! > "${folder}/client"\nwait\n`);
  chmodSync(client, 0o755);
  const program = `
    import { existsSync } from "node:fs";
    import { setTimeout } from "node:timers/promises";
    import { ServerWatch } from ${JSON.stringify(new URL("../../../cli/stack/server-watch.ts", import.meta.url))};
    using watch = new ServerWatch("dev", { host: "unix:///nowhere", name: "server" });
    while (!existsSync(${JSON.stringify(join(folder, "client"))})) await setTimeout(20);
    console.log("ends");`;
  const env = { ...process.env, PATH: [folder, process.env.PATH].join(delimiter) };
  const args = ["--input-type=module", "--eval", program];
  const ended = await promisify(execFile)(process.execPath, args, { env, timeout: 5_000 });
  process.kill(Number(readFileSync(join(folder, "client"), "utf8")));
  expect(ended.stdout).toBe("ends\n");
});
