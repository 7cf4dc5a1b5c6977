import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readControlFile, rewriteControlFile } from "../../../embedded/cluster/control-file.ts";
import { crc32c } from "../../../embedded/cluster/crc32c.ts";
import { inspectDataFolder, readMarker, writeMarker } from "../../../embedded/cluster/data-folder.ts";
import { giveNewIdentity } from "../../../embedded/cluster/new-identity.ts";
import { copyTemplate } from "../../../embedded/cluster/template.ts";
import { Incarnation } from "../../../embedded/run-folder/incarnation.ts";
import { dataIdentity } from "../../../operations/embedded/data-identity.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "embedded-cluster-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

/** A control file as PostgreSQL 18 writes it, as far as it is read here. */
function writeControl(state: number): void {
  const bytes = Buffer.alloc(8192);
  bytes.writeBigUInt64LE(42n, 0);
  bytes.writeUInt32LE(state, 16);
  bytes.writeBigUInt64LE(1000n, 32);
  bytes.fill(7, 257, 289);
  bytes.writeUInt32LE(crc32c(bytes.subarray(0, 292)), 292);
  for (const name of ["global", "pg_wal"]) mkdirSync(join(folder, name), { recursive: true });
  writeFileSync(join(folder, "global", "pg_control"), bytes);
}

describe("crc32c", () => {
  it("is Castagnoli's", () => {
    expect(crc32c(Buffer.from("123456789"))).toBe(0xe3069283);
  });
});

describe("the control file", () => {
  it("is read", () => {
    writeControl(1);
    expect(readControlFile(folder)).toEqual({
      systemIdentifier: 42n,
      cleanlyStopped: true,
      checkpoint: 1000n,
      nonce: Buffer.alloc(32, 7),
    });
    expect(dataIdentity(folder)).toBe("42");
  });

  it("is refused when it is damaged, and absent when it is not there", () => {
    expect(dataIdentity(folder)).toBeUndefined();
    writeControl(1);
    const path = join(folder, "global", "pg_control");
    const bytes = readFileSync(path);
    bytes[20] = 1;
    writeFileSync(path, bytes);
    expect(() => readControlFile(folder)).toThrow("its checksum is wrong");
    expect(dataIdentity(folder)).toBeUndefined();
  });

  it("is given another identity, and stays valid", () => {
    writeControl(1);
    rewriteControlFile(folder, 43n, Buffer.alloc(32, 9));
    expect(readControlFile(folder)).toMatchObject({
      systemIdentifier: 43n,
      nonce: Buffer.alloc(32, 9),
      checkpoint: 1000n,
    });
  });
});

describe("giveNewIdentity", () => {
  it("changes the control file and the log alike", () => {
    writeControl(1);
    const segment = join(folder, "pg_wal", "000000010000000000000001");
    const recycled = join(folder, "pg_wal", "000000010000000000000002");
    const page = Buffer.alloc(64);
    page.writeBigUInt64LE(42n, 24);
    writeFileSync(segment, page);
    writeFileSync(recycled, Buffer.alloc(64));
    giveNewIdentity(folder);
    const { systemIdentifier } = readControlFile(folder);
    expect(systemIdentifier).not.toBe(42n);
    expect(readFileSync(segment).readBigUInt64LE(24)).toBe(systemIdentifier);
    expect(readFileSync(recycled)).toEqual(Buffer.alloc(64));
    // The upper half is the time in seconds.
    expect(Number(systemIdentifier >> 32n)).toBeCloseTo(Date.now() / 1000, -1);
  });

  it("refuses a cluster that has something to recover", () => {
    writeControl(6);
    expect(() => giveNewIdentity(folder)).toThrow("not stopped in order");
  });
});

describe("a data folder", () => {
  const marker = { madeBy: "pgstack", state: "ready", database: "d", adminUser: "a" } as const;

  it("is new when it is empty, or a first start did not finish there", () => {
    expect(inspectDataFolder(folder)).toBe("new");
    writeMarker(folder, { ...marker, state: "new" });
    writeFileSync(join(folder, "PG_VERSION"), "18\n");
    expect(inspectDataFolder(folder)).toBe("new");
  });

  it("is ready when its marker says so", () => {
    writeMarker(folder, marker);
    writeFileSync(join(folder, "PG_VERSION"), "18\n");
    expect(inspectDataFolder(folder)).toBe("ready");
    expect(readMarker(folder)).toEqual(marker);
  });

  it("is refused when it is somebody else's", () => {
    writeFileSync(join(folder, "PG_VERSION"), "18\n");
    expect(() => inspectDataFolder(folder)).toThrow("is a PostgreSQL data folder that pgstack did not make");
    writeFileSync(join(folder, "PG_VERSION"), "16\n");
    expect(() => inspectDataFolder(folder)).toThrow("was made by PostgreSQL 16; this is PostgreSQL 18");
  });
});

describe("copyTemplate", () => {
  it("makes a cluster once, and copies it from then on", async () => {
    let made = 0;
    const make = async (target: string) => {
      made++;
      writeFileSync(join(target, "PG_VERSION"), "18\n");
    };
    const [cache, one, two] = ["cache", "one", "two"].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    for (const target of [one, two]) {
      mkdirSync(target);
      expect(await copyTemplate(cache, "t", target, make)).toBe(true);
      expect(readFileSync(join(target, "PG_VERSION"), "utf8")).toBe("18\n");
    }
    expect(made).toBe(1);
  });

  it("makes it in place when there can be no cache", async () => {
    writeFileSync(join(folder, "file"), "");
    const target = join(folder, "target");
    mkdirSync(target);
    const make = async (path: string) => writeFileSync(join(path, "PG_VERSION"), "18\n");
    expect(await copyTemplate(join(folder, "file", "cache"), "t", target, make)).toBe(false);
    expect(readFileSync(join(target, "PG_VERSION"), "utf8")).toBe("18\n");
  });

  it("clears away what killed processes left of their attempts", async () => {
    const cache = join(folder, "cache");
    mkdirSync(join(cache, "t.4194305-0a1b2c3d", "base"), { recursive: true });
    mkdirSync(join(cache, `t.${process.pid}-0a1b2c3d`));
    await copyTemplate(cache, "t", join(folder, "copy"), async () => {});
    expect(readdirSync(cache).sort()).toEqual(["t", `t.${process.pid}-0a1b2c3d`]);
  });

  it("leaves nothing when making it fails", async () => {
    const make = async () => {
      throw new Error("no space");
    };
    await expect(copyTemplate(join(folder, "cache"), "t", folder, make)).rejects.toThrow("no space");
    expect(readdirSync(join(folder, "cache"))).toEqual([]);
  });
});

describe("Incarnation", () => {
  it("counts data that is another one's, and data that went back", () => {
    expect(new Incarnation(folder, "1", 100n, 110n).number).toBe(1);
    expect(new Incarnation(folder, "1", 110n, 120n).number).toBe(1);
    const third = new Incarnation(folder, "1", 119n, 130n);
    expect(third.number).toBe(2);
    third.reached(500n);
    third.reached(400n);
    expect(new Incarnation(folder, "1", 500n, 510n).number).toBe(2);
    expect(new Incarnation(folder, "2", 600n, 610n).number).toBe(3);
  });

  it("notices a copy from before the last start, however little was written since", () => {
    const [run, data] = [join(folder, "run"), join(folder, "data")];
    for (const made of [run, data]) mkdirSync(made);
    const start = (lsn: bigint) => new Incarnation(run, "1", lsn, lsn, data).number;
    const file = join(data, "pgstack.start");
    expect([start(100n), start(100n)]).toEqual([1, 1]);
    const copy = readFileSync(file, "utf8");
    expect(start(100n)).toBe(1);
    writeFileSync(file, copy);
    expect([start(100n), start(100n)]).toEqual([2, 2]);
    rmSync(file);
    expect(start(100n)).toBe(3);
  });
});
