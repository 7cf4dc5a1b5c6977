import { chmodSync, copyFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { describeCertificates } from "../../../operations/tls/describe-certificates.ts";
import { daysLater, start, TestCertificates } from "./certificates-of-test.ts";

let made: TestCertificates;
beforeEach(async () => {
  made = new TestCertificates();
  await made.renew();
});
afterEach(() => made[Symbol.dispose]());

const leaves = [
  ...["pgbouncer.crt", "pgbouncer.key", "replicator.crt", "replicator.key"],
  ...["server.crt", "server.key"],
];
const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

describe("certificates that fit", () => {
  it("are files for their owner alone, with nothing beside them", () => {
    expect(readdirSync(made.folder).sort()).toEqual(["ca.crt", "ca.key", ...leaves]);
    expect(mode(made.folder)).toBe("700");
    expect(
      ["ca.key", "server.key", "replicator.key", "pgbouncer.key"].map((key) => mode(made.file(key))),
    ).toEqual(["600", "600", "600", "600"]);
  });

  it("have no defect, and are left as they are", async () => {
    expect(made.defects()).toEqual([]);
    expect(made.defects(daysLater(366))).toEqual([]);
    expect(await made.changed(() => made.renew(daysLater(366)))).toEqual([]);
  });
});

describe("certificates that do not fit", () => {
  const write = (name: string, text: string) => writeFileSync(made.file(name), text);
  it.each<[string, () => void, string[], string[]]>([
    [
      "a missing certificate",
      () => rmSync(made.file("server.crt")),
      ["server.crt is missing"],
      ["server.crt", "server.key"],
    ],
    [
      "a missing key",
      () => rmSync(made.file("server.key")),
      ["server.key is missing"],
      ["server.crt", "server.key"],
    ],
    [
      "no certificate",
      () => write("pgbouncer.crt", "?"),
      ["pgbouncer.crt cannot be read"],
      ["pgbouncer.crt", "pgbouncer.key"],
    ],
    [
      "half a certificate",
      () => write("server.crt", made.text("server.crt").slice(0, 300)),
      ["server.crt cannot be read"],
      ["server.crt", "server.key"],
    ],
    ["no key", () => write("server.key", ""), ["server.key cannot be read"], ["server.crt", "server.key"]],
    [
      "another's key",
      () => copyFileSync(made.file("replicator.key"), made.file("server.key")),
      ["server.key does not belong to server.crt"],
      ["server.crt", "server.key"],
    ],
    [
      "another's certificate",
      () =>
        ["crt", "key"].map((end) =>
          copyFileSync(made.file(`pgbouncer.${end}`), made.file(`replicator.${end}`)),
        ),
      ["replicator.crt is for pgbouncer"],
      ["replicator.crt", "replicator.key"],
    ],
    [
      "a client's certificate for the server",
      () =>
        ["crt", "key"].map((end) => copyFileSync(made.file(`pgbouncer.${end}`), made.file(`server.${end}`))),
      ["server.crt is for "],
      ["server.crt", "server.key"],
    ],
    [
      "a key that others may read",
      () => chmodSync(made.file("server.key"), 0o640),
      ["server.key can be read by others"],
      [],
    ],
    [
      "the authority's key open",
      () => chmodSync(made.file("ca.key"), 0o644),
      ["ca.key can be read by others"],
      [],
    ],
    [
      "a draft",
      () => write("server.key.draft-1", "half a key"),
      ["a draft was left behind"],
      ["server.key.draft-1"],
    ],
    [
      "everything gone",
      () => rmSync(made.folder, { recursive: true }),
      [
        "ca.crt is missing",
        "server.crt has no authority",
        "pgbouncer.crt has no authority",
        "replicator.crt has no authority",
      ],
      ["ca.crt", "ca.key", ...leaves],
    ],
  ])("%s is found and mended, and nothing else is renewed", async (what, spoil, defects, renewed) => {
    const before = made.contents();
    spoil();
    expect(made.defects()).toEqual(defects);
    const gone = what === "a draft" ? renewed : [];
    await made.renew();
    const now = made.contents();
    const changed = [...new Set([...Object.keys(before), ...gone])].filter(
      (name) => before[name] !== now[name],
    );
    expect(changed.sort()).toEqual(what === "a draft" ? [] : renewed);
    expect(made.defects()).toEqual([]);
    expect(readdirSync(made.folder).sort()).toEqual(["ca.crt", "ca.key", ...leaves]);
    expect(mode(made.file("server.key"))).toBe("600");
    expect(mode(made.file("ca.key"))).toBe("600");
  });

  it("are made for other hosts and other clients", async () => {
    const hosts = { ...made.plan, hosts: ["127.0.0.1"] };
    expect(made.defects(start, hosts)).toEqual(["server.crt is for 127.0.0.1, ::1, localhost, pgstack-dev"]);
    expect(await made.changed(() => made.renew(start, false, hosts))).toEqual(["server.crt", "server.key"]);
    expect(made.first("server").subject).toBe("CN=127.0.0.1");
    const clients = { ...hosts, clients: { ...hosts.clients, replicator: "other", monitor: "monitor" } };
    expect(made.defects(start, clients)).toEqual([
      "monitor.crt is missing",
      "replicator.crt is for rdsrepladmin",
    ]);
    expect(await made.changed(() => made.renew(start, false, clients))).toEqual([
      ...["monitor.crt", "monitor.key", "replicator.crt", "replicator.key"],
    ]);
  });

  it("are all renewed by a rotation, the authority stays", async () => {
    expect(await made.changed(() => made.renew(start, true))).toEqual(leaves);
    expect(made.defects()).toEqual([]);
  });
});

describe("certificates that end", () => {
  it("are renewed with less than 30 days left, the authority's stays", async () => {
    expect(made.defects(daysLater(367))).toEqual([]);
    const late = new Date(daysLater(367).getTime() + 1000);
    expect(made.defects(late)).toEqual([
      "server.crt ends 2027-04-02",
      "pgbouncer.crt ends 2027-04-02",
      "replicator.crt ends 2027-04-02",
    ]);
    expect(await made.changed(() => made.renew(late))).toEqual(leaves);
    expect(made.defects(late)).toEqual([]);
  });

  it("are renewed where the clock was set back to before they began", async () => {
    const early = daysLater(-1);
    expect(made.defects(early)).toEqual([
      "ca.crt is not valid yet",
      ...["server.crt", "pgbouncer.crt", "replicator.crt"].map((file) => `${file} is not valid yet`),
    ]);
    await made.renew(early);
    expect([made.defects(early), made.defects(start)]).toEqual([[], []]);
  });

  it("of an authority with less than a year are followed by another for the same key", async () => {
    await made.renew(daysLater(3280));
    expect(made.defects(daysLater(3288))).toEqual([]);
    const late = daysLater(3289);
    const old = made.first("ca");
    expect(made.defects(late)).toEqual(["ca.crt ends 2036-03-01"]);
    expect(await made.changed(() => made.renew(late))).toEqual(["ca.crt"]);
    const [current, kept, ...more] = made.bundle();
    expect([kept?.fingerprint256, more.length]).toEqual([old.fingerprint256, 0]);
    expect(current?.subject).toBe(old.subject);
    expect(current?.publicKey.equals(old.publicKey)).toBe(true);
    expect(current?.validToDate).toEqual(daysLater(3289 + 3653));
    // Who has only the old bundle trusts what is issued now, and who has the new one what was issued before.
    await made.renew(late, true);
    expect(made.first("server").verify(old.publicKey)).toBe(true);
    expect(made.first("server").checkIssued(old)).toBe(true);
    expect(made.defects(late)).toEqual([]);
  });

  it("drop an older authority from the bundle when it has ended", async () => {
    await made.renew(daysLater(3289));
    const ended = daysLater(3654);
    await made.renew(daysLater(3600));
    expect(made.defects(ended)).toEqual(["ca.crt holds one that has ended"]);
    expect(await made.changed(() => made.renew(ended))).toEqual(["ca.crt"]);
    expect([made.bundle().length, made.defects(ended)]).toEqual([1, []]);
  });

  it("never outlive their authority", async () => {
    await made.renew(daysLater(3287), true);
    expect(made.first("server").validToDate).toEqual(made.first("ca").validToDate);
  });
});

describe("an authority that cannot be used", () => {
  it.each<[string, () => void, string]>([
    ["without its key", () => rmSync(made.file("ca.key")), "ca.key is missing"],
    [
      "with another key",
      () => copyFileSync(made.file("server.key"), made.file("ca.key")),
      "ca.key does not belong to ca.crt",
    ],
    ["with half a key", () => writeFileSync(made.file("ca.key"), "-----BEGIN"), "ca.key cannot be read"],
  ])("%s is replaced, and stays trusted until it ends", async (_what, spoil, defect) => {
    const [old, oldServer] = [made.first("ca"), made.first("server")];
    spoil();
    expect(made.defects()[0]).toBe(defect);
    expect(await made.changed(() => made.renew())).toEqual(["ca.crt", "ca.key", ...leaves]);
    const [current, kept] = made.bundle();
    expect(kept?.fingerprint256).toBe(old.fingerprint256);
    expect(current?.subject).not.toBe(old.subject);
    expect(oldServer.verify(kept?.publicKey as never)).toBe(true);
    expect([made.first("server").verify(old.publicKey), made.defects()]).toEqual([false, []]);
  });

  it("is replaced where its file holds a server's certificate", async () => {
    copyFileSync(made.file("server.crt"), made.file("ca.crt"));
    copyFileSync(made.file("server.key"), made.file("ca.key"));
    expect(made.defects()[0]).toBe("ca.crt holds no authority");
    await made.renew();
    expect([made.bundle().length, made.defects()]).toEqual([1, []]);
  });

  it("is finished where making it was cut short after its key", async () => {
    const old = made.text("ca.crt");
    rmSync(made.file("ca.key"));
    await made.renew();
    writeFileSync(made.file("ca.crt"), old);
    expect(made.defects()[0]).toBe("ca.key does not belong to ca.crt");
    await made.renew();
    expect(made.defects()).toEqual([]);
  });
});

describe("what others see of certificates", () => {
  it("is a fingerprint that changes with any of them, and when the first in use ends", async () => {
    const { fingerprint, notAfter } = describeCertificates(made.plan);
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(notAfter).toEqual(daysLater(397));
    expect(describeCertificates(made.plan)).toEqual({ fingerprint, notAfter });
    rmSync(made.file("replicator.crt"));
    await made.renew(daysLater(1));
    expect(describeCertificates(made.plan).fingerprint).not.toBe(fingerprint);
    expect(describeCertificates(made.plan).notAfter).toEqual(daysLater(397));
  });
});
