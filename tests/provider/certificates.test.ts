import { X509Certificate } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renewCertificates } from "../../operations/tls/renew-certificates.ts";
import type { Properties } from "../../provider/properties.ts";
import { unknown } from "../../provider/unknown.ts";
import { PlugIn } from "./plug-in.ts";

const { DIFF_NONE } = pb.DiffResponse.DiffChanges;
const type = "Certificates";

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

let root: string;
let folder: string;
let inputs: { folder: string; hosts: string[]; clients: Record<string, string>; version: number };
beforeEach(() => {
  root = mkdtempSync(join(realpathSync(tmpdir()), "pgstack-certificates-"));
  folder = join(root, "tls");
  const clients = { pgbouncer: "pgbouncer", replicator: "rdsrepladmin" };
  inputs = { folder, hosts: ["127.0.0.1", "localhost"], clients, version: 1 };
});
afterEach(() => rmSync(root, { recursive: true }));

const files = [
  ...["ca.crt", "ca.key", "pgbouncer.crt", "pgbouncer.key", "replicator.crt", "replicator.key"],
  ...["server.crt", "server.key"],
];
const text = (file: string) => readFileSync(join(folder, file), "utf8");
const contents = () => Object.fromEntries(readdirSync(folder).map((file) => [file, text(file)]));
const refused = (call: Promise<unknown>) =>
  call.then(
    () => "done",
    (error: { details: string }) => error.details,
  );
/** What the engine finds to change, and what a preview of it shows. */
async function planned(outputs: Properties, news: Properties = inputs) {
  const { changes, diffsList, replacesList } = await plugIn.diff(type, { inputs, outputs }, news);
  return { none: changes === DIFF_NONE, diffsList, replacesList };
}

describe("Certificates", () => {
  it("are made in a folder for its owner alone, with no key in the state", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    expect(id).toBe(folder);
    const { fingerprint, notAfter, ...others } = outputs;
    expect(others).toEqual({ ...inputs, caFile: `${folder}/ca.crt`, status: "valid" });
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(notAfter).toBe(new X509Certificate(text("server.crt")).validToDate.toISOString());
    expect(readdirSync(folder).sort()).toEqual(files);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    expect(JSON.stringify(outputs)).not.toContain("PRIVATE KEY");
    expect(Object.keys(outputs).sort()).toEqual([
      "caFile",
      "clients",
      "fingerprint",
      "folder",
      "hosts",
      "notAfter",
      "status",
      "version",
    ]);
  });

  it("are no change while they fit, nor after a refresh, and a preview knows them", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    const before = contents();
    expect(await planned(outputs)).toEqual({ none: true, diffsList: [], replacesList: [] });
    expect(await plugIn.read(type, id, outputs, inputs)).toEqual({ id, inputs, outputs });
    expect(await plugIn.update(type, id, outputs, inputs, true)).toEqual(outputs);
    expect(await plugIn.update(type, id, outputs, inputs)).toEqual(outputs);
    expect(contents()).toEqual(before);
  });

  it("are known in a preview only as far as they will be, and not made", async () => {
    const made = { caFile: `${folder}/ca.crt`, status: "valid", fingerprint: unknown, notAfter: unknown };
    expect(await plugIn.create(type, inputs, true)).toEqual({ id: "", outputs: { ...inputs, ...made } });
    expect(existsSync(folder)).toBe(false);
    const hosts = { ...inputs, hosts: ["localhost", unknown] };
    expect((await plugIn.create(type, hosts, true)).outputs).toEqual({ ...hosts, ...made });
    const anywhere = { ...inputs, folder: unknown };
    expect((await plugIn.create(type, anywhere, true)).outputs).toEqual({
      ...anywhere,
      ...made,
      caFile: unknown,
    });
  });

  it("are taken as they are when they are there already", async () => {
    const { outputs } = await plugIn.create(type, inputs);
    const before = contents();
    expect((await plugIn.create(type, inputs)).outputs).toEqual(outputs);
    expect(contents()).toEqual(before);
  });

  it("are the same in another order and spelling of hosts and folder", async () => {
    const spelled = {
      ...inputs,
      folder: `${root}//tls/`,
      hosts: ["LocalHost", "::0001", "127.0.0.1", "localhost"],
    };
    expect(await plugIn.check(type, spelled)).toEqual({
      inputs: { ...inputs, hosts: ["127.0.0.1", "::1", "localhost"] },
      failures: [],
    });
    const unknowns = { ...inputs, hosts: [unknown], clients: { a: unknown } };
    expect(await plugIn.check(type, unknowns)).toEqual({ inputs: unknowns, failures: [] });
  });

  it.each<[string, Properties, string]>([
    ["no host", { hosts: [] }, "hosts: is empty"],
    [
      "a host with a wildcard",
      { hosts: ["*.local"] },
      'hosts: "*.local" is neither a host name nor an address',
    ],
    ["a host and a port", { hosts: ["db:5432"] }, 'hosts: "db:5432" is neither a host name nor an address'],
    [
      "a client that is the server",
      { clients: { server: "a" } },
      'clients: "server" names no client\'s files: use lower-case letters, digits, - and _, and not ca or server',
    ],
    [
      "a client in another folder",
      { clients: { "../a": "a" } },
      'clients: "../a" names no client\'s files: use lower-case letters, digits, - and _, and not ca or server',
    ],
    [
      "no common name",
      { clients: { a: "" } },
      'clients: "" is no common name: use letters, digits, _, - and ., at most 64 of them',
    ],
    ["version 0", { version: 0 }, "version: must be 1 or more"],
  ])("with %s are refused", async (_what, wrong, failure) => {
    const { failures } = await plugIn.check(type, { ...inputs, ...wrong });
    expect(failures.map(({ property, reason }) => `${property}: ${reason}`)).toEqual([failure]);
  });

  it("that were deleted show in each plan and in a refresh, and are made again in place", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    rmSync(join(folder, "server.crt"));
    const before = contents();
    expect(await planned(outputs)).toEqual({ none: false, diffsList: ["status"], replacesList: [] });
    const read = await plugIn.read(type, id, outputs, inputs);
    expect(read.outputs).toEqual({ ...outputs, status: "server.crt is missing" });
    expect(await planned(read.outputs)).toEqual({ none: false, diffsList: ["status"], replacesList: [] });
    expect(await plugIn.update(type, id, read.outputs, inputs, true)).toEqual({
      ...{ ...outputs, fingerprint: unknown, notAfter: unknown },
    });
    const updated = await plugIn.update(type, id, read.outputs, inputs);
    expect(updated.fingerprint).not.toBe(outputs.fingerprint);
    expect(updated.status).toBe("valid");
    const now = contents();
    expect(files.filter((file) => before[file] !== now[file])).toEqual(["server.crt", "server.key"]);
    expect(await planned(updated)).toMatchObject({ none: true });
  });

  it("that were deleted to the last show in a refresh, and are made again with another authority", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    rmSync(folder, { recursive: true });
    const read = await plugIn.read(type, id, outputs, inputs);
    expect(read.outputs.status).toBe(
      "ca.crt is missing; server.crt has no authority; pgbouncer.crt has no authority; replicator.crt has no authority",
    );
    await plugIn.update(type, id, read.outputs, inputs);
    expect(readdirSync(folder).sort()).toEqual(files);
  });

  it("that others of the same kind took the place of are a change for whoever watches", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    const plan = { folder, hosts: inputs.hosts, clients: inputs.clients };
    await renewCertificates(plan, { now: new Date(), all: true });
    const before = contents();
    expect(await planned(outputs)).toEqual({ none: false, diffsList: ["fingerprint"], replacesList: [] });
    const updated = await plugIn.update(type, id, outputs, inputs);
    expect(updated.fingerprint).not.toBe(outputs.fingerprint);
    expect([contents(), await planned(updated)]).toEqual([
      before,
      { none: true, diffsList: [], replacesList: [] },
    ]);
  });

  it("that end soon are renewed by the next update, the authority's stays", async () => {
    const then = new Date(Date.now() - 368 * 24 * 60 * 60 * 1000);
    await renewCertificates(
      { folder, hosts: inputs.hosts, clients: inputs.clients },
      { now: then, all: false },
    );
    const authority = text("ca.crt");
    const olds = {
      ...inputs,
      caFile: `${folder}/ca.crt`,
      fingerprint: "old",
      notAfter: "soon",
      status: "valid",
    };
    expect(await planned(olds)).toEqual({ none: false, diffsList: ["status"], replacesList: [] });
    const updated = await plugIn.update(type, folder, olds, inputs);
    expect(Date.parse(String(updated.notAfter))).toBeGreaterThan(Date.now() + 396 * 24 * 60 * 60 * 1000);
    expect(text("ca.crt")).toBe(authority);
    expect(await planned(updated)).toMatchObject({ none: true });
  });

  it("are all renewed by another version, the authority stays", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    const before = contents();
    const rotated = { ...inputs, version: 2 };
    expect(await planned(outputs, rotated)).toMatchObject({ diffsList: ["version"], replacesList: [] });
    expect(await plugIn.update(type, id, outputs, rotated, true)).toEqual({
      ...{ ...outputs, version: 2, fingerprint: unknown, notAfter: unknown },
    });
    expect(contents()).toEqual(before);
    const updated = await plugIn.update(type, id, outputs, rotated);
    expect(updated).toMatchObject({ version: 2, status: "valid" });
    const now = contents();
    expect(files.filter((file) => before[file] !== now[file])).toEqual(files.slice(2));
    // A run that was killed before its result was kept does it once more.
    await plugIn.update(type, id, outputs, rotated);
    expect(await planned(updated, rotated)).toMatchObject({ diffsList: ["version", "fingerprint"] });
  });

  it("change with hosts and clients in place; a client that is gone goes with its key", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    const fewer = { ...inputs, hosts: ["localhost"], clients: { monitor: "monitor" } };
    expect(await planned(outputs, fewer)).toMatchObject({
      diffsList: ["clients", "hosts", "status"],
      replacesList: [],
    });
    const updated = await plugIn.update(type, id, outputs, fewer);
    expect(readdirSync(folder).sort()).toEqual([
      "ca.crt",
      "ca.key",
      "monitor.crt",
      "monitor.key",
      "server.crt",
      "server.key",
    ]);
    expect(updated.status).toBe("valid");
  });

  it("are others in another folder", async () => {
    const { outputs } = await plugIn.create(type, inputs);
    const moved = await planned(outputs, { ...inputs, folder: join(root, "elsewhere") });
    expect(moved.replacesList).toEqual(["folder"]);
  });

  it("are removed with all that was made, and nothing else", async () => {
    const { id, outputs } = await plugIn.create(type, inputs);
    writeFileSync(join(folder, "server.key.draft-1"), "half a key");
    writeFileSync(join(folder, "mine.crt"), "mine");
    await plugIn.delete(type, id, outputs);
    expect(readdirSync(folder)).toEqual(["mine.crt"]);
    rmSync(join(folder, "mine.crt"));
    await plugIn.delete(type, id, outputs);
    expect(existsSync(folder)).toBe(false);
    expect(await refused(plugIn.delete(type, id, outputs))).toBe("done");
  });

  it("cannot be imported", async () => {
    expect(await refused(plugIn.read(type, folder))).toBe(
      `${folder}: certificates cannot be imported\n` +
        "  Declare them: files that are in the folder already are taken as they are when they fit.",
    );
  });

  it("that cannot be written say where, and no key", async () => {
    writeFileSync(join(root, "file"), "");
    const below = { ...inputs, folder: join(root, "file", "tls") };
    const said = await refused(plugIn.create(type, below));
    expect(said).toBe(`ENOTDIR: not a directory, mkdir '${below.folder}'`);
  });
});
