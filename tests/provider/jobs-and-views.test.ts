import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { unknown } from "../../provider/unknown.ts";
import { PlugIn } from "./plug-in.ts";

let plugIn: PlugIn;
beforeAll(async () => {
  plugIn = await PlugIn.start();
});
afterAll(() => plugIn[Symbol.asyncDispose]());

const view = { schema: "s", name: "v", owner: "own", query: "SELECT 1 AS a", maxAge: "2h" };
const built = { ...view, definition: "d", built: "d", differences: [], server: "1/1" };
const job = { name: "j", schedule: "@daily", command: "SELECT 1", database: "d", active: true };
const scheduled = { ...job, jobId: 7, server: "1/1" };

describe.each([
  ["that does not answer", { host: "127.0.0.1", port: "1", credential: "file:x", serverIdentity: "1/1" }],
  ["that is not known yet", { host: unknown, serverIdentity: unknown }],
])("on a server %s", (_what, config) => {
  beforeAll(async () => {
    await plugIn.configure(config);
  });

  it("what the stack remembers counts", async () => {
    const sameView = await plugIn.diff("MaterializedView", { inputs: view, outputs: built }, view);
    const sameJob = await plugIn.diff("Job", { inputs: job, outputs: scheduled }, job);
    expect([sameView.diffsList, sameJob.diffsList]).toEqual([[], []]);
    const aged = { ...built, differences: ["has another query"] };
    expect((await plugIn.diff("MaterializedView", { inputs: view, outputs: aged }, view)).diffsList).toEqual([
      "differences",
    ]);
  });

  it("another name is another one, and all else changes in place", async () => {
    const changed = { ...view, query: "SELECT 2 AS a", name: "w" };
    expect(await plugIn.diff("MaterializedView", { inputs: view, outputs: built }, changed)).toMatchObject({
      diffsList: ["name", "query"],
      replacesList: ["name"],
    });
    const other = { ...job, command: unknown, name: "k" };
    expect(await plugIn.diff("Job", { inputs: job, outputs: scheduled }, other)).toMatchObject({
      diffsList: ["command", "name"],
      replacesList: ["name"],
    });
  });

  it("a plan leaves to the server what it decides", async () => {
    expect((await plugIn.create("MaterializedView", view, true)).outputs).toEqual({
      ...view,
      definition: unknown,
      built: unknown,
      oid: unknown,
      incarnation: unknown,
      differences: [],
      server: unknown,
    });
    expect((await plugIn.create("Job", job, true)).outputs).toEqual({
      ...job,
      jobId: unknown,
      server: unknown,
    });
    expect(await plugIn.update("Job", "j", scheduled, { ...job, active: false }, true)).toMatchObject({
      jobId: 7,
    });
  });

  it("values that are not known yet pass the check", async () => {
    const unknownView = { ...view, query: unknown, key: [unknown] };
    expect((await plugIn.check("MaterializedView", unknownView)).failures).toEqual([]);
    expect((await plugIn.check("Job", { ...job, schedule: unknown, database: unknown })).failures).toEqual(
      [],
    );
  });
});
