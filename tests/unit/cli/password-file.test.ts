import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writePasswordFile } from "../../../cli/stack/password-file.ts";
import type { StackOutputs } from "../../../packages/client/stack-outputs.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "password-file-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const host = "127.0.0.1";
const plain = {
  ...{ host, port: 5432, database: "app", direct: { host, port: 5432 }, readers: [] },
  admin: { user: "boss", credential: "file:boss.password" },
  urls: { mcp_app: "postgresql://mcp_app:a%3Ab@127.0.0.1:5432/app" },
} as unknown as StackOutputs;

describe("the password file", () => {
  it("has a line for each who may log in, for its owner alone", () => {
    writeFileSync(join(root, "boss.password"), "secret\n");
    const path = writePasswordFile("dev", plain, root);
    expect(readFileSync(path, "utf8")).toBe(
      "127.0.0.1:5432:app:mcp_app:a\\:b\n127.0.0.1:5432:app:boss:secret\n",
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it("holds for the pooler, the primary behind it and each reader", () => {
    const readers = [{ host, port: 5433, name: "replica-1", synchronous: true }];
    const path = writePasswordFile("dev", { ...plain, port: 6432, readers }, root);
    expect(readFileSync(path, "utf8")).toBe(
      ["6432", "5432", "5433"].map((port) => `127.0.0.1:${port}:app:mcp_app:a\\:b\n`).join(""),
    );
  });
});
