import { readFileSync, statSync, writeFileSync } from "node:fs";
import type { OpMap } from "@pulumi/pulumi/automation/index.js";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { rdsCertificates } from "../../db/rds-certificates.ts";
import { missingPlugIns } from "../../machine/plug-ins.ts";
import type { DatabaseModel } from "../../model/database-model.ts";
import { writeAdminLogin } from "../../operations/login/write-admin-login.ts";
import { handler } from "../../rotation/index.mjs";
import { adminLoginFile, projectRoot } from "../../settings/paths.ts";
import { neededPlugIns } from "../../stacks/choice/needed-plug-ins.ts";
import { type MotoServer, motoServer } from "../cloud/moto-server.ts";
import { hasPythonTool, needsPythonTool } from "../cloud/needs-python-tool.ts";
import { admin, firstPassword, type RdsLikeServer, rdsLikeServer } from "../cloud/secret/rds-like-server.ts";
import { RotatingSecret } from "../cloud/secret/rotating-secret.ts";
import { type StackByReference, stackByReference } from "../cloud/secret/stack-by-reference.ts";
import { hasPostgres, needsPostgres } from "../native/test-postgres.ts";

const [missing] = missingPlugIns(neededPlugIns("native"));

const owner = "shop_owner";
const model: DatabaseModel = {
  extensions: [{ name: "vector" }],
  roles: [
    { name: owner, comment: "owns" },
    { name: "shop_app", comment: "reads and writes", login: true, credential: "password" },
  ],
  schemas: [{ name: "commerce", owner, comment: "a shop", grants: [], indexes: [] }],
};
const withOneMore: DatabaseModel = {
  ...model,
  roles: [...model.roles, { name: "shop_reports", comment: "reads", login: true, credential: "password" }],
};

let moto: MotoServer;
let server: RdsLikeServer;
let secret: RotatingSecret;
let made: StackByReference;

beforeAll(async () => {
  if (!hasPostgres || !hasPythonTool("moto_server") || missing !== undefined) return;
  [moto, server] = await Promise.all([motoServer(), rdsLikeServer()]);
  secret = await RotatingSecret.create(moto, {
    engine: "postgres",
    username: admin,
    password: firstPassword,
  });
  const place = { host: "127.0.0.1", port: server.port, secretArn: secret.arn, caFile: server.caFile };
  made = await stackByReference(place, moto.environment);
});
afterAll(async () => {
  made?.remove();
  await server?.clear();
  await moto?.[Symbol.asyncDispose]();
});

beforeEach((context) => {
  needsPostgres(context);
  needsPythonTool(context, "moto_server");
  context.skip(missing !== undefined, `needs the plug-in ${missing?.name}`);
});

/** What an update did, or a preview would do, beside leaving things as they are. */
function changes(summary: OpMap | undefined): Record<string, number> {
  const { same: _, ...others } = summary ?? {};
  return others as Record<string, number>;
}

async function rotate(): Promise<string> {
  for (const [name, value] of Object.entries({
    ...moto.environment,
    SECRET_ARN: secret.arn,
    DATABASE_HOST: "127.0.0.1",
    DATABASE_PORT: String(server.port),
    CA_FILE: server.caFile,
  }))
    vi.stubEnv(name, value);
  vi.spyOn(console, "log").mockImplementation(() => undefined);
  const version = await secret.begin();
  for (const Step of ["createSecret", "setSecret", "testSecret", "finishSecret"])
    await handler({ Step, SecretId: secret.arn, ClientRequestToken: version });
  await secret.end(version);
  return secret.password("AWSCURRENT");
}

describe("a database whose administrator's password is rotated", () => {
  it("is made by reference to the secret, changes by the next password, and by a rotation alone not at all", async () => {
    const file = adminLoginFile(made.name);
    const passwords = [firstPassword];
    made.declare(model);
    const { stack } = made;
    const up = async (options: { refresh?: boolean } = {}) =>
      changes((await stack.up(options)).summary.resourceChanges as OpMap);

    expect(Object.keys(await up())).toEqual(["create"]);
    expect(readFileSync(file, "utf8")).toBe(`127.0.0.1:${server.port}:*:${admin}:${firstPassword}\n`);
    expect(statSync(file).mode & 0o777).toBe(0o600);

    passwords.push(await rotate());
    expect(await server.takes(firstPassword)).toBe(false);
    // Plain `pulumi`: nobody but the program sees to the file.
    expect(changes((await stack.preview()).changeSummary)).toEqual({});
    expect(readFileSync(file, "utf8")).toContain(passwords[1]);
    expect(await up()).toEqual({});

    passwords.push(await rotate());
    made.declare(withOneMore);
    expect(Object.keys(await up()).sort()).toEqual(["create", "update"]);
    expect(
      await server.place.run("SELECT rolname FROM pg_roles WHERE rolname LIKE 'shop%' ORDER BY 1"),
    ).toEqual([{ rolname: "shop_app" }, { rolname: owner }, { rolname: "shop_reports" }]);

    passwords.push(await rotate());
    // A refresh asks in no order, so that `pgstack` writes the file before the engine starts.
    await writeAdminLogin(file, {
      ...{ host: "127.0.0.1", port: server.port, database: "mcp_db", user: admin },
      ...{ credential: secret.arn as `arn:${string}`, tls: "verify-full", caFile: server.caFile },
    });
    expect(await up({ refresh: true })).toEqual({});

    // Secrets of the state in clear: those of other roles are there, and none of the administrator's.
    const { deployment } = await stack.workspace.exportStack(made.name);
    const state = JSON.stringify(deployment);
    expect(passwords.filter((password) => state.includes(password))).toEqual([]);
    expect(new Set(passwords).size).toBe(4);
    // Another checkout would have the same inputs.
    const inputs = JSON.stringify(
      (deployment as { resources: { inputs: unknown }[] }).resources.map((resource) => resource.inputs),
    );
    expect(inputs).toContain(".pgstack/stacks/");
    expect(inputs).not.toContain(projectRoot);

    // The plug-in postgresql verifies the server by the file that is named from the project on: nobody signed for it here.
    const trusted = readFileSync(made.trusted);
    writeFileSync(made.trusted, rdsCertificates());
    await expect(stack.refresh()).rejects.toThrow(/certificate/);
    writeFileSync(made.trusted, trusted);
    await stack.destroy();
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });
});
