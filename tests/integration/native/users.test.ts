import { once } from "node:events";
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type SystemUser, systemUser } from "../../../machine/system-user.ts";
import type { NativeConfig } from "../../../operations/native/native-config.ts";
import { remove } from "../../../operations/native/remove.ts";
import { serverUser } from "../../../operations/native/server-user.ts";
import { socketFolderOf } from "../../../operations/native/socket-folder.ts";
import { start } from "../../../operations/native/start.ts";
import { stop } from "../../../operations/native/stop.ts";
import { needsPostgres } from "../../native/test-postgres.ts";
import { runs, until } from "../embedded/test-server.ts";
import { Checkout } from "./checkout.ts";
import { failure, newPlace, type Place } from "./test-server.ts";

let place: Place;

beforeEach(async (context) => {
  needsPostgres(context);
  context.skip(process.getuid?.() !== 0, "needs root, to be other users");
  place = await newPlace();
});

afterEach(() => place?.clear());

const user = (name: string): SystemUser => {
  const found = systemUser(name);
  if (found === undefined) throw new Error(`there is no user ${name}`);
  return found;
};
const ownerOf = (pid: number | undefined) => statSync(`/proc/${pid}`).uid;

/** A place that belongs to somebody else, with a copy of the operations. */
function placeOf(owner: SystemUser, starter = owner): { checkout: Checkout; config: NativeConfig } {
  const root = join(place.root, "theirs");
  mkdirSync(root, { mode: 0o755 });
  const checkout = new Checkout(root, owner, owner);
  const tlsFolder = join(root, "tls");
  cpSync(place.config.tlsFolder, tlsFolder, { recursive: true });
  for (const name of [".", ...readdirSync(tlsFolder)]) chownSync(join(tlsFolder, name), owner.uid, owner.gid);
  const runFolder = join(root, "run");
  const config = {
    ...place.config,
    tlsFolder,
    runFolder,
    // Root's is in another place, for the server's user may not enter the run folder.
    socketFolder: socketFolderOf(runFolder, starter.uid),
    dataFolder: join(root, "data", "dev"),
  };
  return { checkout, config };
}

describe("started by root", () => {
  it("runs as an ordinary user, with no group of root's", async () => {
    const { pid } = await start(place.config);
    const expected = systemUser("postgres") ?? user("nobody");
    expect(ownerOf(pid)).toBe(expected.uid);
    expect(statSync(place.config.dataFolder)).toMatchObject({
      uid: expected.uid,
      gid: expected.gid,
      mode: 0o40700,
    });
    expect(await place.run("SELECT pg_read_file('/proc/self/status') ~ 'Groups:\\s*\\n' AS none")).toEqual([
      { none: true },
    ]);
    expect(readdirSync(dirname(place.config.dataFolder))).toEqual(["dev"]);
  });

  it("runs as the owner of the project, and later as the owner of the data", async () => {
    const nobody = user("nobody");
    const { checkout, config } = placeOf(nobody, user("root"));
    const { pid } = await checkout.run(user("root"), "start", config);
    expect(ownerOf(pid)).toBe(nobody.uid);
    await checkout.run(user("root"), "stop", config);
    // This project is root's.
    const again = await start(config);
    expect(ownerOf(again.pid)).toBe(nobody.uid);
    await remove(config.runFolder, config.dataFolder);
    expect(existsSync(config.socketFolder)).toBe(false);
  });

  it("takes data that came back as root's, readable by all", async () => {
    const { runFolder, dataFolder } = place.config;
    const first = await start(place.config);
    const owner = statSync(dataFolder).uid;
    await stop(runFolder);
    for (const name of [".", ...(readdirSync(dataFolder, { recursive: true }) as string[])]) {
      chownSync(join(dataFolder, name), 0, 0);
    }
    chmodSync(dataFolder, 0o755);
    expect((await start(place.config)).identity).toBe(first.identity);
    expect(statSync(dataFolder)).toMatchObject({ uid: owner, mode: 0o40700 });
  });

  it("says which folder that user cannot enter", async () => {
    const shut = join(place.root, "shut");
    mkdirSync(shut, { mode: 0o700 });
    const { name } = serverUser(place.root) ?? user("nobody");
    const error = await failure({ ...place.config, dataFolder: join(shut, "data", "dev") });
    expect(error.message).toBe(
      `pgstack:dataFolder: the server runs as user ${name}, because PostgreSQL does not run as root, and that user may not enter ${shut}\n` +
        `  Set it to a folder that user ${name} can reach, such as /var/lib/pgstack.`,
    );
    expect(readdirSync(shut)).toEqual([]);
    const bin = join(shut, "bin");
    const programs = await failure({ ...place.config, bin });
    expect(programs.where).toBe("pgstack:postgresBin");
    expect(programs.message).toContain(`user ${name} may not enter ${shut}`);
  });
});

describe("started by an ordinary user", () => {
  it("runs as that user, and outlives its starter", async () => {
    const nobody = user("nobody");
    const { checkout, config } = placeOf(nobody);
    const { pid } = await checkout.run(nobody, "start", config);
    expect(ownerOf(pid)).toBe(nobody.uid);
    expect(await checkout.run(nobody, "start", config)).toMatchObject({ pid });
    const inside = await place.inside(config);
    expect((await inside.query("SELECT 1 AS one")).rows).toEqual([{ one: 1 }]);
    await inside.end();
    await checkout.run(nobody, "stop", config);
    expect(runs(pid ?? 0)).toBe(false);
  });

  it("says that the data folder may not be read, or written, or is another user's", async () => {
    const nobody = user("nobody");
    const { checkout, config } = placeOf(nobody);
    const said = async (dataFolder: string) =>
      (await checkout.run(nobody, "start", { ...config, dataFolder })).error;
    const cannot = (dataFolder: string, why: string) =>
      `pgstack:dataFolder: the data folder ${dataFolder} cannot be used: ${why}\n` +
      "  Make it an empty folder that you may write to, or set pgstack:dataFolder to another folder.";
    const shut = join(place.root, "shut");
    mkdirSync(join(shut, "dev"), { recursive: true, mode: 0o700 });
    expect(await said(join(shut, "dev"))).toBe(cannot(join(shut, "dev"), "it may not be read"));
    expect(await said(shut)).toBe(cannot(shut, "it belongs to another user"));
    const mine = join(place.root, "mine");
    mkdirSync(mine);
    expect(await said(join(mine, "dev"))).toBe(
      cannot(join(mine, "dev"), "it, or what is in it, may not be written"),
    );
    expect(await said(join(mine, "deep", "dev"))).toBe(
      cannot(join(mine, "deep", "dev"), "it may not be written"),
    );
  });

  it("leaves no data, and soon no draft, when the starter is killed while it makes it", async () => {
    const nobody = user("nobody");
    const { checkout, config } = placeOf(nobody);
    const data = dirname(config.dataFolder);
    const starter = checkout.begin(nobody, "start", config);
    const drafts = () => (existsSync(data) ? readdirSync(data) : []);
    await until(() => drafts().some((name) => existsSync(join(data, name, "data", "PG_VERSION"))), 30_000, 1);
    const ended = once(starter, "exit");
    starter.kill("SIGKILL");
    await ended;
    expect(existsSync(config.dataFolder)).toBe(false);
    expect(await checkout.run(nobody, "start", config)).toMatchObject({ state: "running" });
    expect(drafts()).toEqual(["dev"]);
    await checkout.run(nobody, "stop", config);
  });
});
