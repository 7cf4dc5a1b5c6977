import { spawnSync } from "node:child_process";
import { appendFileSync, closeSync, openSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { describe, expect, it, onTestFinished } from "vitest";
import { lineTime } from "../../../operations/server/line-time.ts";
import type { LogOptions, LogStream } from "../../../operations/server/local-server.ts";
import { printLogFile } from "../../../operations/server/print-log-file.ts";
import { tailPosition } from "../../../operations/server/tail-position.ts";
import { projectRoot } from "../../../settings/paths.ts";
import { until } from "../cli/run-process.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

/** A log of numbered lines, one a second. */
const numbered = (from: number, to: number) =>
  Array.from(
    { length: to - from },
    (_, at) => `${new Date((from + at) * 1000).toISOString()} line ${from + at}\n`,
  ).join("");

/** What is printed is kept in `text`. */
class Sink extends Writable {
  readonly fd = -1;
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk;
    done();
  }
}

const print = async (path: string, options: Partial<LogOptions> = {}, runs = () => false) => {
  const out = new Sink();
  const { signal } = new AbortController();
  await printLogFile(path, { tail: "all", follow: false, signal, ...options }, out as LogStream, runs);
  return out.text;
};

describe("printLogFile", () => {
  it("prints as many lines as are wanted, from the file before too", async () => {
    const path = join(temporaryFolder(), "server.log");
    writeFileSync(`${path}.1`, numbered(0, 10));
    writeFileSync(path, numbered(10, 13));
    expect(await print(path, { tail: 2 })).toBe(numbered(11, 13));
    expect(await print(path, { tail: 3 })).toBe(numbered(10, 13));
    expect(await print(path, { tail: 5 })).toBe(numbered(8, 13));
    expect(await print(path, { tail: 100 })).toBe(numbered(0, 13));
    expect(await print(path, { tail: 0 })).toBe("");
    expect(await print(path)).toBe(numbered(0, 13));
    writeFileSync(path, "");
    expect(await print(path, { tail: 1 })).toBe(numbered(9, 10));
  });

  it("begins at a moment, and keeps lines without one with the line they belong to", async () => {
    const path = join(temporaryFolder(), "server.log");
    writeFileSync(path, `${numbered(0, 2)}\tmore of 1\n${numbered(2, 4)}\tmore of 3\n`);
    expect(await print(path, { since: new Date(2_000) })).toBe(`${numbered(2, 4)}\tmore of 3\n`);
    expect(await print(path, { since: new Date(2_000), tail: 1 })).toBe("");
    expect(await print(path, { since: new Date(4_000) })).toBe("");
  });

  it("follows until the server stops, over a new file", async () => {
    const path = join(temporaryFolder(), "server.log");
    const warnings: string[] = [];
    const onWarning = (warning: Error) => warnings.push(warning.message);
    process.on("warning", onWarning);
    onTestFinished(() => void process.off("warning", onWarning));
    writeFileSync(path, numbered(0, 2));
    let running = true;
    const out = new Sink();
    const { signal } = new AbortController();
    const options = { tail: 1, follow: true, signal };
    const ended = printLogFile(path, options, out as LogStream, () => running);
    for (let line = 2; line < 16; line++) {
      appendFileSync(path, numbered(line, line + 1));
      await until("it is printed", () => out.text === numbered(1, line + 1));
    }
    renameSync(path, `${path}.1`);
    writeFileSync(path, numbered(16, 17));
    await until("the new file is printed", () => out.text === numbered(1, 17));
    appendFileSync(path, numbered(17, 18));
    running = false;
    await ended;
    expect({ text: out.text, warnings }).toEqual({ text: numbered(1, 18), warnings: [] });
  });

  it("ends a follow that is told to, without an error", async () => {
    const path = join(temporaryFolder(), "server.log");
    writeFileSync(path, numbered(0, 2));
    const ending = new AbortController();
    const out = new Sink();
    const options = { tail: 1, follow: true, signal: ending.signal };
    const ended = printLogFile(path, options, out as LogStream, () => true);
    await until("it follows", () => out.text === numbered(1, 2));
    ending.abort();
    await ended;
  });

  it("says that there is none", async () => {
    const path = join(temporaryFolder(), "server.log");
    await expect(print(path)).rejects.toThrow(`${path}: there is no log: the server has not run yet`);
  });
});

describe("tailPosition", () => {
  it("finds lines of any length in a file longer than it reads at once", () => {
    const path = join(temporaryFolder(), "log");
    const lines = [1, 70_000, 3, 64 * 1024, 64 * 1024 - 1, 0, 200_000, 5].map(
      (length) => `${"x".repeat(length)}\n`,
    );
    writeFileSync(path, lines.join(""));
    const descriptor = openSync(path, "r");
    onTestFinished(() => closeSync(descriptor));
    for (let wanted = 1; wanted <= lines.length; wanted++) {
      const position = lines.slice(0, -wanted).join("").length;
      expect(tailPosition(descriptor, wanted)).toEqual({ position, lines: wanted });
    }
    expect(tailPosition(descriptor, 100)).toEqual({ position: 0, lines: lines.length });
    expect(readFileSync(path).length).toBe(lines.join("").length);
  });
});

describe("lineTime", () => {
  it.each([
    ["2026-11-21T05:41:20.028Z LOG:  shutting down", "2026-11-21T05:41:20.028Z"],
    ["2026-11-21 05:41:20.028 UTC [13] LOG:  ready", "2026-11-21T05:41:20.028Z"],
    ["2026-11-21 05:41:20 GMT LOG:  ready", "2026-11-21T05:41:20.000Z"],
    ["\tSELECT 1", undefined],
    ["2026-11-21 is a date", undefined],
  ])("reads %j", (line, time) => {
    expect(lineTime(line)?.toISOString()).toBe(time);
  });

  it("takes another zone for this machine's", () => {
    const module = join(projectRoot, "operations/server/line-time.ts");
    const code = `import { lineTime } from ${JSON.stringify(module)};
      console.log(lineTime("2026-01-15 05:41:20.028 CET [1] LOG:  ready").toISOString());`;
    const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
      encoding: "utf8",
      env: { ...process.env, TZ: "Europe/Berlin" },
    });
    expect(stdout.trim()).toBe("2026-01-15T04:41:20.028Z");
  });
});
