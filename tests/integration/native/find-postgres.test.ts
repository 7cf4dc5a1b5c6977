import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { findPostgres } from "../../../machine/native-postgres.ts";
import { needsPostgres, testPostgres } from "../../native/test-postgres.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

const programs = ["initdb", "postgres", "pg_basebackup", "psql"];
let machine: string;

beforeEach(() => {
  machine = temporaryFolder();
});

/** Pretends that a server is installed. */
function install(
  version: string,
  extensions: readonly string[],
  names: readonly string[] = programs,
): string {
  const bin = join(machine, version, "bin");
  const share = join(machine, version, "share");
  mkdirSync(bin, { recursive: true });
  mkdirSync(join(share, "extension"), { recursive: true });
  for (const name of names)
    script(join(bin, name), `echo "${name} (PostgreSQL) ${version} (Debian ${version}-1)"`);
  script(join(bin, "pg_config"), `echo ${share}`);
  for (const name of extensions) {
    const trusted = name === "vector" ? "" : "superuser = true\ntrusted = true\n";
    writeFileSync(join(share, "extension", `${name}.control`), trusted);
  }
  return bin;
}

function script(path: string, line: string): void {
  writeFileSync(path, `#!/bin/sh\n${line}\n`);
  chmodSync(path, 0o755);
}

function setPath(...folders: string[]): void {
  vi.stubEnv("PATH", [...folders, "/usr/bin", "/bin"].join(":"));
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
}

/** Of those that were pretended; this machine may have others. */
const ours = (sentences: readonly string[]) => sentences.filter((sentence) => sentence.includes(machine));

describe("findPostgres", () => {
  it("takes the newest that will do, and says why not the others", async () => {
    const old = install("15.9", ["vector"]);
    const plain = install("99.1", ["plpgsql"]);
    const good = install("98.10", ["vector", "pg_cron"]);
    const earlier = install("98.9", ["vector"]);
    const halved = install("97.0", ["vector"], ["postgres", "initdb"]);
    const again = join(machine, "again");
    symlinkSync(good, again);
    setPath(old, plain, earlier, good, again, halved);
    const { found, whyNot } = await findPostgres();
    expect(found).toEqual({
      bin: good,
      majorVersion: 98,
      version: "98.10",
      extensions: ["pg_cron", "vector"],
      trusted: ["pg_cron"],
    });
    expect(ours(whyNot)).toEqual([
      `PostgreSQL 99.1 in ${plain} has no pgvector`,
      `PostgreSQL 97.0 in ${halved} lacks pg_basebackup, psql`,
      `PostgreSQL 15.9 in ${old} is older than 16`,
    ]);
  });

  it("looks where pg_config says", async () => {
    const bin = install("98.0", ["vector"]);
    const elsewhere = join(machine, "elsewhere");
    mkdirSync(elsewhere);
    script(join(elsewhere, "pg_config"), `echo ${bin}`);
    setPath(elsewhere);
    expect((await findPostgres()).found?.bin).toBe(bin);
  });

  it("refuses a given folder that will not do", async () => {
    const mend =
      "  Set it to the folder of initdb and postgres of PostgreSQL 16 or newer with pgvector, or to auto.";
    const old = install("15.9", ["vector"]);
    await expect(findPostgres(old)).rejects.toThrow(
      `pgstack:postgresBin: PostgreSQL 15.9 in ${old} is older than 16\n${mend}`,
    );
    const plain = install("18beta1", []);
    await expect(findPostgres(plain)).rejects.toThrow(
      `pgstack:postgresBin: PostgreSQL 18beta1 in ${plain} has no pgvector\n${mend}`,
    );
    await expect(findPostgres(machine)).rejects.toThrow(
      `pgstack:postgresBin: no PostgreSQL server that runs here is in ${machine}\n${mend}`,
    );
  });

  it("reads a real one, with its extensions", async (context) => {
    needsPostgres(context);
    const real = testPostgres();
    expect(await findPostgres(real.bin)).toEqual({ found: real, whyNot: [] });
    expect(real.extensions).toEqual(expect.arrayContaining(["pg_trgm", "plpgsql", "vector"]));
    expect(real.trusted).toEqual(expect.arrayContaining(["pg_trgm", "plpgsql"]));
    expect(real.trusted).not.toContain("dblink");
  });
});
