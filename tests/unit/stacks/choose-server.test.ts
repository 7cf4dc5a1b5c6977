import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { UserError } from "../../../errors/user-error.ts";
import { readSettings } from "../../../settings/read.ts";
import { type RememberedServer, rememberServer } from "../../../settings/remembered-server.ts";
import type { ServerKind } from "../../../settings/settings.ts";
import type { Candidate, Candidates } from "../../../stacks/choice/candidates.ts";
import { choosePort } from "../../../stacks/choice/choose-port.ts";
import { chooseServer } from "../../../stacks/choice/choose-server.ts";
import { temporaryFolder } from "../../integration/cli/temporary-folder.ts";

const docker: Candidate = {
  found: { kind: "docker", dockerHost: "unix:///nowhere/docker.sock", name: "pgstack-dev-0f" },
  words: "Docker 28.5 answers",
};
const native: Candidate = {
  found: { kind: "native", bin: "/usr/lib/postgresql/18/bin", majorVersion: 18 },
  words: "PostgreSQL 18.1 with pgvector is in /usr/lib/postgresql/18/bin",
};
const embedded: Candidate = { found: { kind: "embedded" }, words: "it needs nothing installed" };
const noDocker: Candidate = { whyNot: "no daemon answers", mend: "Start it." };
const noNative: Candidate = { whyNot: "no PostgreSQL server is installed", mend: "Install PostgreSQL." };

let root: string;
let asked: ServerKind[];
beforeEach(() => {
  root = temporaryFolder();
  asked = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** A machine that has these, and on which it is written down what was looked for. */
function having(has: Partial<Record<ServerKind, Candidate>>): Candidates {
  const all = { docker: noDocker, native: noNative, embedded, ...has };
  const look = (kind: ServerKind) => async () => {
    asked.push(kind);
    return all[kind];
  };
  return { docker: look("docker"), native: look("native"), embedded: look("embedded") };
}

function choose(raw: Record<string, string>, has: Partial<Record<ServerKind, Candidate>> = {}) {
  const settings = readSettings("dev", { port: "25000", ...raw });
  return chooseServer(settings, { having: having(has), root });
}

/** The message of the UserError that a choice fails with. */
async function refusal(choice: Promise<unknown>): Promise<string> {
  const error = await choice.then(
    () => new Error("nothing was refused"),
    (reason: unknown) => reason,
  );
  if (error instanceof UserError) return error.message;
  throw error;
}

const asMade = { port: 25000, adminUser: "mcp_admin", database: "mcp_db" };

describe("server: auto", () => {
  it("takes Docker where it is, and looks no further", async () => {
    expect(await choose({}, { docker, native })).toEqual({
      kind: "docker",
      // A daemon that is down may have the data.
      dockerHost: "unix:///nowhere/docker.sock",
      name: "pgstack-dev-0f",
      reason: "server is auto: docker is taken: Docker 28.5 answers",
      ...asMade,
    });
    expect(asked).toEqual(["docker"]);
  });

  it("takes PostgreSQL's own programs without Docker, and says why not Docker", async () => {
    expect(await choose({}, { native })).toEqual({
      kind: "native",
      bin: "/usr/lib/postgresql/18/bin",
      majorVersion: 18,
      reason:
        "server is auto: no docker, no daemon answers; native is taken: PostgreSQL 18.1 with pgvector is in /usr/lib/postgresql/18/bin",
      ...asMade,
    });
    expect(asked).toEqual(["docker", "native"]);
  });

  it("takes the embedded server without either, and says why neither", async () => {
    expect(await choose({})).toEqual({
      kind: "embedded",
      reason:
        "server is auto: no docker, no daemon answers; no native, no PostgreSQL server is installed; embedded is taken: it needs nothing installed",
      ...asMade,
    });
    expect(asked).toEqual(["docker", "native", "embedded"]);
  });
});

describe("a server that is named", () => {
  it("is the only one that is looked for", async () => {
    expect(await choose({ server: "native" }, { docker, native })).toEqual({
      kind: "native",
      bin: "/usr/lib/postgresql/18/bin",
      majorVersion: 18,
      reason: "pgstack:server is native",
      ...asMade,
    });
    expect(asked).toEqual(["native"]);
  });

  it("is refused where it is not to be had, with what to do", async () => {
    expect(await refusal(choose({ server: "docker" }))).toBe(
      [
        "pgstack:server: docker: there is no docker server to be had: no daemon answers",
        "  Start it. Or set pgstack:server to auto.",
      ].join("\n"),
    );
  });
});

describe("the choice", () => {
  it("has a free port of the checkout's own when none is given", async () => {
    const settings = readSettings("dev", {});
    const { port } = await chooseServer(settings, { having: having({}), root });
    expect(port).toBe(await choosePort("dev", root));
  });

  it("is refused when the embedded server would get more memory than it takes", async () => {
    expect(await refusal(choose({ memory: "3GB" }))).toBe(
      [
        "pgstack:memory: 3GB: the embedded server takes 2GB at most",
        "  Lower it, or use the docker or native server.",
      ].join("\n"),
    );
    expect((await choose({ memory: "2GB" })).kind).toBe("embedded");
    expect((await choose({ memory: "3GB" }, { docker })).kind).toBe("docker");
  });
});

describe("a choice that was made", () => {
  const remembered: RememberedServer = {
    kind: "docker",
    reason: "server is auto: docker is taken: Docker 28.5 answers",
    name: "pgstack-dev-0f",
    // A daemon that is down may have the data.
    dockerHost: "unix:///nowhere/docker.sock",
    ...asMade,
  };
  beforeEach(() => rememberServer("dev", remembered, root));

  it.each([{}, { server: "docker" }, { port: "auto" }])(
    "stands, whatever the machine has now: %j",
    async (raw) => {
      expect(await choose(raw, { native })).toEqual(remembered);
      expect(asked).toEqual([]);
    },
  );

  it("is this stack's alone", async () => {
    const settings = readSettings("dev-2", { port: "25001" });
    expect((await chooseServer(settings, { having: having({}), root })).kind).toBe("embedded");
  });

  it("takes another port, which the data does not mind", async () => {
    expect(await choose({ port: "25001" })).toEqual({ ...remembered, port: 25001 });
  });

  it("is not switched: the data would stay behind", async () => {
    expect(await refusal(choose({ server: "embedded" }))).toBe(
      [
        "pgstack:server: stack dev has its data on the docker server, and the setting says embedded",
        "  Set it back to docker, or run `npx pgstack destroy` first: the data does not move by itself.",
      ].join("\n"),
    );
  });

  const others = [
    ["adminUser", "boss", "mcp_admin"],
    ["database", "shop", "mcp_db"],
  ] as const;

  it.each(others)("keeps the %s the data was made with", async (key, now, before) => {
    expect(await refusal(choose({ [key]: now }))).toBe(
      [
        `pgstack:${key}: cannot change from "${before}" to "${now}" while the server holds data`,
        "  Set it back; or, to delete the data and begin anew, run `npx pgstack up --replace-data`.",
      ].join("\n"),
    );
  });

  it.each(others)("takes another %s where the data may be replaced", async (key, now) => {
    vi.stubEnv("PGSTACK_REPLACE_DATA", "1");
    expect(await choose({ [key]: now })).toEqual({ ...remembered, [key]: now });
  });

  it.each(others)("keeps the %s of another kind's data even then", async (key, now, before) => {
    vi.stubEnv("PGSTACK_REPLACE_DATA", "1");
    rememberServer("dev", { kind: "native", reason: "", ...asMade }, root);
    expect(await refusal(choose({ [key]: now }))).toBe(
      [
        `pgstack:${key}: cannot change from "${before}" to "${now}" while the server holds data`,
        "  Set it back; or, run `npx pgstack destroy` first, which deletes the data.",
      ].join("\n"),
    );
  });

  it("remembers from now on what an older version did not", async () => {
    const { adminUser: _, database: __, ...older } = remembered;
    rememberServer("dev", older, root);
    expect(await choose({})).toEqual(remembered);
  });

  it("does not give the embedded server more memory than it takes", async () => {
    rememberServer("dev", { kind: "embedded", reason: "", ...asMade }, root);
    expect(await refusal(choose({ memory: "3GB" }))).toContain("the embedded server takes 2GB at most");
  });
});
