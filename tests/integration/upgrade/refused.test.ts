import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { buildImage, buildTime, image, mustDocker, needsDocker } from "../image/docker.ts";
import { runUpgrade } from "./run-upgrade.ts";
import { StackByHand } from "./stack-by-hand.ts";

beforeAll(buildImage, buildTime);
beforeEach(needsDocker);

/** The options of a volume on a small disk of its own. */
function smallDisk(megabytes: number): { folder: string; options: string[] } {
  const folder = mkdtempSync(join(tmpdir(), "pgstack-disk-"));
  execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "pgstack-test", folder]);
  onTestFinished(() => {
    execFileSync("umount", ["--lazy", folder]);
    rmSync(folder, { recursive: true });
  });
  return { folder, options: ["--opt", "type=none", "--opt", "o=bind", "--opt", `device=${folder}`] };
}

const fill =
  "CREATE TABLE t AS SELECT g AS n, repeat('x', 900) AS filler FROM generate_series(1, 60000) AS g";
const count = "SELECT count(*), sum(n) FROM t";

/** Everything is as it was before, and nothing is left of the try. */
async function isUntouched(stack: StackByHand, container: string): Promise<void> {
  await stack.serves();
  expect(await mustDocker("inspect", "--format", "{{.Id}}", stack.name)).toBe(container);
  expect((await stack.folders()).filter((folder) => folder !== "filler")).toEqual(["17"]);
  expect(stack.remembered.previousCluster).toBe(undefined);
  expect(stack.remembered.unfinishedCluster).toBe(undefined);
  expect(await mustDocker("volume", "ls", "--quiet", "--filter", `name=${stack.name}`)).toBe(stack.name);
}

describe("an upgrade", () => {
  it.skipIf(process.getuid?.() !== 0)(
    "needs room for a second copy, and gives back what it took when there is none",
    { timeout: 600_000 },
    async () => {
      const { folder, options } = smallDisk(700);
      const stack = await StackByHand.create(image, 17, options);
      await stack.sql(fill);
      const expected = await stack.sql(count);
      const container = await mustDocker("inspect", "--format", "{{.Id}}", stack.name);

      const filler = join(folder, "filler");
      writeFileSync(filler, Buffer.alloc(diskOf(folder).available - 150 * 1024 ** 2));
      await expect(runUpgrade(stack, image)).rejects.toThrow(
        /^docker volume .*: there is no room for a second copy of the data: 0\.3 GB and 0\.1 GB are needed, 0\.1 GB and [\d.]+ GB are free\n/,
      );
      await isUntouched(stack, container);
      rmSync(filler);

      // Somebody else takes the room while everything is restored.
      const tell = (text: string) => {
        if (text === "restoring database postgres") {
          const { available } = diskOf(folder);
          writeFileSync(filler, Buffer.alloc(available - 8 * 1024 ** 2));
        }
      };
      await expect(runUpgrade(stack, image, { tell })).rejects.toThrow(
        /^No space left on device: .*restoring database postgres failed: .*\n {2}The server's data is as it was\. Make room/,
      );
      rmSync(filler);
      await isUntouched(stack, container);
      expect(await stack.sql(count)).toBe(expected);

      await runUpgrade(stack, image);
      await stack.up(image);
      expect(await stack.sql(count)).toBe(expected);
    },
  );

  it("says what the data has that a dump would not take, and starts the server again", {
    timeout: 300_000,
  }, async () => {
    const stack = await StackByHand.create(image, 17);
    await stack.sql("CREATE DATABASE closed ALLOW_CONNECTIONS false");
    const container = await mustDocker("inspect", "--format", "{{.Id}}", stack.name);
    await expect(runUpgrade(stack, image)).rejects.toThrow(
      "upgrade: the data cannot be copied to PostgreSQL 17 as it is:\n  database closed lets nobody in",
    );
    await isUntouched(stack, container);
  });

  it("shows no statement when one fails, for it may hold a password", { timeout: 300_000 }, async () => {
    const stack = await StackByHand.create(image, 17);
    // Passes as long as nobody looks: the constraint is what the dump brings back after the row.
    await stack.sql(
      `CREATE FUNCTION ok() RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT true';
       CREATE TABLE checked (secret text CHECK (ok()));
       INSERT INTO checked VALUES ('hidden words');
       CREATE OR REPLACE FUNCTION ok() RETURNS boolean LANGUAGE sql IMMUTABLE AS 'SELECT false';`,
    );
    const failure = await runUpgrade(stack, image).catch((error: Error) => error);
    expect(String(failure)).toMatch(/restoring database postgres failed: .*violates check constraint/);
    expect(String(failure)).not.toContain("hidden words");
    await stack.serves();
    expect(await stack.folders()).toEqual(["17"]);
  });
});

function diskOf(folder: string): { available: number } {
  const line = execFileSync("df", ["--output=avail", "--block-size=1", folder], { encoding: "utf8" }).split(
    "\n",
  )[1];
  return { available: Number(line) };
}
