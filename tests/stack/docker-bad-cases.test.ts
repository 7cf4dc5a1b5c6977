import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import type { Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dockerName } from "../../settings/docker-name.ts";
import { Checkout } from "./checkout.ts";
import {
  buildImage,
  close,
  docker,
  listen,
  SocketProxy,
  takePortAtCreation,
  thingsCalled,
} from "./docker-by-hand.ts";
import { able, needsServer } from "./needs-server.ts";

const port = "28931";
const test = "pgstack-test";
const anotherImage = "  Take an image that brings it, such as pgvector/pgvector:pg17, or own.\n";
const which = (program: string) =>
  execFileSync("sh", ["-c", `command -v ${program} || true`], { encoding: "utf8" }).trim();

describe("a stack in Docker that cannot be brought up", () => {
  let checkout: Checkout;
  let name: string;
  let own: string;

  const configure = (keys: Record<string, string>) =>
    checkout.configure("dev", { server: "docker", port, ...keys });
  /** How `up` ends: the error alone, after the lines of what was done before it. */
  const refused = async (environment: Record<string, string> = {}) => {
    const ended = await checkout.run(process.execPath, [checkout.path("bin/pgstack.mjs"), "up"], environment);
    expect({ code: ended.code, stdout: ended.stdout, trace: /\n\s+at /.test(ended.stderr) }).toEqual({
      code: 1,
      stdout: "",
      trace: false,
    });
    return ended.stderr.slice(ended.stderr.indexOf("error: "));
  };
  const noServer = (why: string, mend: string) =>
    `error: pgstack:server: docker: there is no docker server to be had: ${why}\n  ${mend} Or set pgstack:server to auto.\n`;

  beforeAll(async () => {
    if (!able("docker")) return;
    checkout = new Checkout();
    name = dockerName("dev", checkout.folder);
    // Builds our own image, which others are made from.
    configure({});
    await checkout.mustRun("up");
    own = docker("inspect", "--format", "{{.Config.Image}}", name);
    await checkout.mustRun("destroy", "--yes");
  });
  beforeEach(needsServer("docker"));
  afterAll(async () => {
    await checkout?.[Symbol.asyncDispose]();
    if (checkout === undefined) return;
    const images = docker("image", "ls", "--quiet", "--filter", `reference=${test}/*`);
    if (images !== "") docker("image", "rm", "--force", ...new Set(images.split("\n")));
  });

  describe("for want of a daemon, before anything is made", () => {
    it("says that there is no client", async () => {
      const folder = checkout.path("path-without-docker");
      mkdirSync(folder);
      if (which("pulumi") !== "") symlinkSync(which("pulumi"), `${folder}/pulumi`);
      expect(await refused({ PATH: folder })).toBe(
        noServer("the Docker client is not installed", "Install Docker, or use another server."),
      );
    });

    it.each([
      ["a port where nobody listens", "tcp://127.0.0.1:1"],
      ["a socket that is not there", "unix:///nowhere/docker.sock"],
    ])("says that no daemon answers at %s", async (_what, address) => {
      expect(await refused({ DOCKER_HOST: address })).toBe(
        noServer(
          `no daemon answers (${address})`,
          "DOCKER_HOST names this address: correct it, or start the daemon there.",
        ),
      );
    });

    it("says that an address is none", async () => {
      expect(await refused({ DOCKER_HOST: "foo://bar" })).toBe(
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
      expect(await refused(environment)).toBe(
        noServer(
          `no permission on its socket (${proxy.address})`,
          "Join the group docker (`sudo usermod -aG docker $USER`) and log in again.",
        ),
      );
    });
  });

  describe("for what others have, before anything is made", () => {
    const label = () => `no label pgstack.stack=dev.\n`;
    it.each([
      ["container", () => docker("create", "--name", name, own)],
      ["volume", () => docker("volume", "create", name)],
      ["network", () => docker("network", "create", name)],
    ])("leaves a %s of somebody else's alone", async (what, make) => {
      configure({});
      make();
      const before = docker(what, "inspect", name);
      expect(await refused()).toBe(
        `error: docker ${what} ${name}: a ${what} of somebody else's is called ${name}\n  Rename or remove it: it has ${label()}`,
      );
      expect({ things: thingsCalled(name), same: docker(what, "inspect", name) === before }).toEqual({
        things: [what],
        same: true,
      });
      docker(what, "rm", name);
    });

    it("names all of them at once", async () => {
      docker("create", "--name", name, own);
      docker("volume", "create", name);
      docker("network", "create", name);
      expect(await refused()).toBe(
        `error: docker container, volume, network ${name}: a container and a volume and a network of somebody else's are called ${name}\n  Rename or remove them: they have ${label()}`,
      );
      for (const what of ["container", "volume", "network"]) docker(what, "rm", name);
    });

    it("says who has not the port", async () => {
      const other = await listen(Number(port));
      const said = await refused();
      await close(other);
      expect(said).toBe(
        `error: pgstack:port: ${port}: port ${port} is taken by another program\n  End that program, or set pgstack:port to a free one: the data stays.\n`,
      );
      expect(thingsCalled(name)).toEqual([]);
    });
  });

  describe("for its image, before anything is made", () => {
    it.each([
      [
        "is for another machine",
        `${test}/elsewhere:17`,
        () =>
          buildImage(`${test}/elsewhere:17`, ["FROM scratch", "COPY Dockerfile /"], "--platform", foreign()),
        () =>
          `the image is for ${foreign().slice(6)}, and the daemon runs ${ours()}\n  Pull it for this machine: docker pull --platform linux/${ours()} ${test}/elsewhere:17\n`,
      ],
      [
        "is no PostgreSQL",
        "debian:trixie-slim",
        () => {},
        () => `there is no PostgreSQL in the image\n${anotherImage}`,
      ],
      [
        "has no pgvector",
        `${test}/no-vector:17`,
        () =>
          buildImage(`${test}/no-vector:17`, [
            `FROM ${own}`,
            "RUN find / -xdev -name vector.control -delete",
          ]),
        () => `the image has no extension vector, which the declared database needs\n${anotherImage}`,
      ],
    ])("says that it %s", async (_how, image, make, said) => {
      make();
      configure({ image });
      expect(await refused()).toBe(`error: pgstack:image: ${image}: ${said()}`);
      expect(thingsCalled(name)).toEqual([]);
    });

    it("says what keeps it from running at all", async () => {
      const image = `${test}/broken:17`;
      buildImage(image, [
        `FROM ${own}`,
        "RUN mv /bin/sh /bin/sh.old && echo broken > /bin/sh && chmod +x /bin/sh",
      ]);
      configure({ image });
      const [first, second] = (await refused()).split("\n");
      expect([first, second]).toEqual([
        `error: pgstack:image: ${image}: nothing in the image runs here: exec /usr/bin/sh: exec format error`,
        anotherImage.trimEnd(),
      ]);
      expect(thingsCalled(name)).toEqual([]);
    });
  });

  describe("when something goes wrong halfway, and goes on when it is mended", () => {
    const stays = "  What was done before stays done: mend the cause and run it again.\n";

    it("says that there is no image, and no registry", async () => {
      configure({ image: "localhost:1/none:17" });
      expect(await refused()).toBe(
        "error: server-image: the image localhost:1/none:17 is not on this machine, and its registry localhost:1 cannot be reached\n" +
          `  Correct pgstack:image, connect to the network, or load the image by \`docker load\`.\n${stays}`,
      );
      expect(thingsCalled(name)).toEqual(["network", "volume"]);
    });

    it("says that the port was taken in the meantime", async () => {
      configure({});
      const grabbed: Promise<Server> = takePortAtCreation(name, Number(port));
      const said = await refused();
      await close(await grabbed);
      expect(said).toBe(
        `error: server: port ${port} was taken by another program in the meantime\n` +
          `  End that program, or set pgstack:port to a free one: the data stays.\n${stays}`,
      );
    });

    it("says that the disk is full, and gives the container up", async () => {
      const image = `${test}/full:17`;
      buildImage(image, [
        `FROM ${own}`,
        "RUN echo 'echo something > /dev/full' > /docker-entrypoint-initdb.d/fill.sh",
      ]);
      configure({ image });
      const lines = (await refused()).split("\n");
      expect({
        first: lines[0],
        last: lines.slice(-3),
        said: lines.join("\n").includes("No space left"),
      }).toEqual({
        first: "error: server: the server in the container does not come to answer; its log ends with",
        last: ["  There is no space left on the disk: make room, then run it again.", stays.trimEnd(), ""],
        said: true,
      });
      expect(thingsCalled(name)).toEqual(["network", "volume"]);
    });

    it("is whole with everything mended, and goes without a trace", async () => {
      configure({});
      await checkout.mustRun("up");
      await checkout.mustRun("preview", "--expect-no-changes");
      expect(await checkout.query("SELECT count(*) AS rows FROM commerce.orders")).toEqual([{ rows: "0" }]);
      await checkout.mustRun("destroy", "--yes");
      expect(thingsCalled(name)).toEqual([]);
    });
  });
});

const ours = () => docker("version", "--format", "{{.Server.Arch}}");
const foreign = () => (ours() === "arm64" ? "linux/amd64" : "linux/arm64");
