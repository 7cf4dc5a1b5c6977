import { mkdirSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { makeSocketFolder, socketFolderOf } from "../../../operations/native/socket-folder.ts";
import { temporaryFolder } from "../cli/temporary-folder.ts";

describe("the folder of a server's socket", () => {
  it("is in the run folder, but for root's, and for one whose path is too long", () => {
    const run = "/home/me/shop/.pgstack/stacks/dev/run";
    expect(socketFolderOf(run, 1000)).toBe(`${run}/socket`);
    expect(socketFolderOf(run, 0)).toMatch(/^\/tmp\/pgstack-[0-9a-f]{16}$/);
    // 103 bytes with `/socket/.s.PGSQL.65535` behind it.
    const longest = `/${"ä".repeat(40)}`;
    expect(socketFolderOf(longest, 1000)).toBe(`${longest}/socket`);
    expect(socketFolderOf(`${longest}x`, 1000)).toMatch(/^\/tmp\/pgstack-/);
    expect(socketFolderOf(`${run}-2`, 0)).not.toBe(socketFolderOf(run, 0));
  });

  it("is for its owner alone, and never somebody else's", (context) => {
    context.skip(process.getuid?.() !== 0, "needs root, to give a folder away");
    const root = temporaryFolder();
    const owner = { name: "nobody", uid: 65534, gid: 65534 };
    const folder = join(root, "socket");
    makeSocketFolder(folder, owner);
    expect(statSync(folder)).toMatchObject({ mode: 0o40700, uid: owner.uid });
    makeSocketFolder(folder, owner);
    expect(() => makeSocketFolder(folder, { ...owner, uid: 65533 })).toThrow(
      `${folder}: the folder of the server's socket is somebody else's`,
    );
    const link = join(root, "link");
    mkdirSync(join(root, "elsewhere"));
    symlinkSync(join(root, "elsewhere"), link);
    expect(() => makeSocketFolder(link, owner)).toThrow("is somebody else's");
  });
});
