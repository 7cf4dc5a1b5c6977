import type { Server } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { dockerName } from "../../settings/docker-name.ts";
import { Checkout } from "./checkout.ts";
import { buildImage, close, docker, listen, takePortAtCreation, thingsCalled } from "./docker-by-hand.ts";
import { able, needsServer } from "./needs-server.ts";
import { refusedUp } from "./refused-up.ts";

const port = "28931";
const test = "pgstack-test";
const anotherImage = "  Take an image that brings it, such as pgvector/pgvector:pg17, or own.\n";
describe("a stack in Docker that cannot be brought up", () => {
  let checkout: Checkout;
  let name: string;
  let own: string;

  const configure = (keys: Record<string, string>) =>
    checkout.configure("dev", { server: "docker", port, ...keys });
  const refused = () => refusedUp(checkout);
  // With what the image makes a container of: a volume without a name.
  const remove = (what: string) => docker(what, "rm", ...(what === "container" ? ["--volumes"] : []), name);

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
      remove(what);
    });

    it("names all of them at once", async () => {
      docker("create", "--name", name, own);
      docker("volume", "create", name);
      docker("network", "create", name);
      expect(await refused()).toBe(
        `error: docker container, volume, network ${name}: a container and a volume and a network of somebody else's are called ${name}\n  Rename or remove them: they have ${label()}`,
      );
      for (const what of ["container", "volume", "network"]) remove(what);
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
      // The network may not have been begun with by then.
      expect(thingsCalled(name)).not.toContain("container");
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
