import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Checkout } from "./checkout.ts";
import { SocketProxy } from "./docker-by-hand.ts";
import { able, needsServer } from "./needs-server.ts";
import { refusedUp } from "./refused-up.ts";

const which = (program: string) =>
  execFileSync("sh", ["-c", `command -v ${program} || true`], { encoding: "utf8" }).trim();
const noServer = (why: string, mend: string) =>
  `error: pgstack:server: docker: there is no docker server to be had: ${why}\n  ${mend} Or set pgstack:server to auto.\n`;

describe("a stack in Docker without a daemon", () => {
  let checkout: Checkout;

  beforeAll(() => {
    if (!able("docker")) return;
    checkout = new Checkout();
    checkout.configure("dev", { server: "docker" });
  });
  beforeEach(needsServer("docker"));
  afterEach(() => {
    if (checkout === undefined) return;
    // Nothing was decided: another try may find a daemon.
    expect(existsSync(checkout.path(".pgstack/stacks/dev/server.json"))).toBe(false);
  });
  afterAll(() => checkout?.[Symbol.asyncDispose]());

  it("says that there is no client", async () => {
    const folder = checkout.path("path-without-docker");
    mkdirSync(folder);
    if (which("pulumi") !== "") symlinkSync(which("pulumi"), `${folder}/pulumi`);
    expect(await refusedUp(checkout, { PATH: folder })).toBe(
      noServer("the Docker client is not installed", "Install Docker, or use another server."),
    );
  });

  it.each([
    ["a port where nobody listens", "tcp://127.0.0.1:1"],
    ["a socket that is not there", "unix:///nowhere/docker.sock"],
  ])("says that no daemon answers at %s", async (_what, address) => {
    expect(await refusedUp(checkout, { DOCKER_HOST: address })).toBe(
      noServer(
        `no daemon answers (${address})`,
        "DOCKER_HOST names this address: correct it, or start the daemon there.",
      ),
    );
  });

  it("says that an address is none", async () => {
    expect(await refusedUp(checkout, { DOCKER_HOST: "foo://bar" })).toBe(
      noServer(
        "that is no address of a daemon (foo://bar)",
        "Correct DOCKER_HOST: unix:///var/run/docker.sock, tcp://host:2376 and ssh://user@host are such.",
      ),
    );
  });

  it("says that there is no permission", async () => {
    const folder = checkout.path("docker-of-nobody");
    mkdirSync(folder);
    chmodSync(checkout.folder, 0o755);
    await using proxy = new SocketProxy(`${folder}/docker.sock`);
    await proxy.start();
    chmodSync(`${folder}/docker.sock`, 0);
    // Root may connect to any socket.
    const as = process.getuid?.() === 0 ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
    writeFileSync(`${folder}/docker`, `#!/bin/sh\nexec ${as}${which("docker")} "$@"\n`, { mode: 0o755 });
    const environment = { DOCKER_HOST: proxy.address, PATH: `${folder}:${process.env.PATH}` };
    expect(await refusedUp(checkout, environment)).toBe(
      noServer(
        `no permission on its socket (${proxy.address})`,
        "Join the group docker (`sudo usermod -aG docker $USER`) and log in again.",
      ),
    );
  });
});
