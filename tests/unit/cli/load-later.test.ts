import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { loadLater } from "../../../cli/load-later.ts";

const module = JSON.stringify(new URL("../../../cli/load-later.ts", import.meta.url));

/** What a program prints in a process of its own, as JSON. */
function printed(lines: string): unknown {
  const program = `import { createRequire } from "node:module";
    const { cache } = createRequire(import.meta.resolve("@pulumi/pulumi"));
    const files = () => Object.keys(cache).filter((file) => /node_modules.(typescript|@npmcli.arborist).lib./.test(file)).length;
    ${lines}`;
  const args = ["--input-type=module", "--eval", program];
  const options: ExecFileSyncOptionsWithStringEncoding = {
    encoding: "utf8",
    cwd: import.meta.dirname,
    stdio: ["ignore", "pipe", "ignore"],
  };
  return JSON.parse(execFileSync(process.execPath, args, options));
}

const serialize = `
  const pulumi = await import("@pulumi/pulumi");
  const before = files();
  const added = 41;
  const { text } = await pulumi.runtime.serializeFunction(() => added + 1);
  const paths = await pulumi.runtime.computeCodePaths();
  console.log(JSON.stringify({ before, after: files(), text, paths: [...paths.keys()].sort() }));`;

it("leaves the compiler and npm's resolver alone until a function is serialized, which gives the same as ever", () => {
  const usual = printed(serialize) as { before: number };
  const later = printed(`import { loadLater } from ${module}; loadLater(); ${serialize}`) as object;
  expect(usual.before).toBeGreaterThan(10);
  expect(usual).toMatchObject({ after: usual.before, text: expect.stringContaining("added: 41") });
  expect(later).toEqual({ ...usual, before: 2 });
  // It reads the whole of node_modules, twice.
}, 60_000);

it("is content with what is installed", () => {
  expect(() => loadLater(["@pgstack/nowhere"])).not.toThrow();
});
