import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { lockedPackages } from "../../../components/secret/locked-packages.ts";

function withLock(packages: Record<string, object>): string {
  const root = mkdtempSync(join(tmpdir(), "locked-packages-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, "package-lock.json"), JSON.stringify({ lockfileVersion: 3, packages }));
  return root;
}

it("finds a package with all it needs where Node finds them: nearest first, and nothing optional", () => {
  const root = withLock({
    "": { dependencies: { a: "1" } },
    "node_modules/a": { dependencies: { "@x/b": "1", c: "2" }, optionalDependencies: { d: "1" } },
    "node_modules/@x/b": { dependencies: { c: "1", a: "1" } },
    "node_modules/@x/b/node_modules/c": {},
    "node_modules/c": { dependencies: {} },
    "node_modules/d": {},
    "node_modules/e": {},
  });
  expect(lockedPackages("a", root)).toEqual([
    "node_modules/@x/b",
    "node_modules/@x/b/node_modules/c",
    "node_modules/a",
    "node_modules/c",
  ]);
});

it("fails where the lock file lacks one", () => {
  const root = withLock({ "node_modules/a": { dependencies: { gone: "1" } } });
  expect(() => lockedPackages("a", root)).toThrow(
    "package-lock.json has no gone, which node_modules/a needs",
  );
});
