import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from "vitest";
import { prepareAdminLogin, secretAdmin } from "../../../cli/stack/admin-login.ts";
import { pulumiEnvironment } from "../../../cli/workspace/pulumi-environment.ts";
import type { StackOutputs } from "../../../packages/client/stack-outputs.ts";
import { adminLoginFile, stackFolder } from "../../../settings/paths.ts";
import type { Settings } from "../../../settings/settings.ts";

const arn = "arn:aws:secretsmanager:sa-east-1:123456789012:secret:mcp-demo-prod-admin-AbCdEf";
const outputs = {
  contractVersion: 1,
  host: "127.0.0.1",
  port: 1,
  direct: { host: "127.0.0.1", port: 1 },
  database: "mcp_db",
  tls: "verify-full",
  caFile: "/ca.crt",
  admin: { user: "mcp_admin", credential: arn },
  server: { limits: [] },
} as unknown as StackOutputs;

/** Of this process alone: what is written goes into the stack's folder of this checkout. */
const name = `admin-login-${process.pid}`;
let said: string[];
beforeEach(() => {
  said = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(stackFolder(name), { recursive: true, force: true });
});

function prepare(environment: string, pulumi: () => Promise<{ stdout: string; stderr: string }>) {
  const settings = { environment } as Settings;
  return prepareAdminLogin({ name, settings, pulumi }, (line) => said.push(line));
}

const withOutputs = async () => ({ stdout: JSON.stringify(outputs), stderr: "" });

/** In another region: the client of one keeps the endpoint that it found. */
const elsewhere = arn.replace("sa-east-1", "ca-central-1");
const withOthers = async () => ({
  stdout: JSON.stringify({ ...outputs, admin: { user: "mcp_admin", credential: elsewhere } }),
  stderr: "",
});

async function secretsManager(answer: object, status = 200): Promise<void> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
}

describe("prepareAdminLogin", () => {
  it("asks nobody for a stack of this machine", async () => {
    await prepare("dev", () => Promise.reject(new Error("asked")));
    expect(said).toEqual([]);
  });

  it("writes the password that the secret has", async () => {
    await secretsManager({
      SecretString: JSON.stringify({ username: "mcp_admin", password: "Current0Password" }),
    });
    await prepare("prod", withOutputs);
    expect(said).toEqual([]);
    expect(readFileSync(adminLoginFile(name), "utf8")).toBe("127.0.0.1:1:*:mcp_admin:Current0Password\n");
  });

  it("says why there is none, and lets the run go on", async () => {
    await secretsManager({ __type: "AccessDeniedException" }, 400);
    await prepare("prod", withOthers);
    expect(said).toEqual([
      `the administrator's password was not read: ${elsewhere}: AWS does not let you read the secret\n  It takes secretsmanager:GetSecretValue for the secret and kms:Decrypt for its key, in the secret's own account.`,
    ]);
  });

  it("has nothing to say of a stack that was not brought up to the end: the program makes the file", async () => {
    await prepare("prod", async () => ({ stdout: "{}", stderr: "" }));
    expect(said).toEqual([]);
  });

  it.each([
    ["error: no stack named 'prod' found", "there is no such stack"],
    ["error: PULUMI_ACCESS_TOKEN must be set for login during", "no Pulumi back end is logged in to"],
  ])("ends a run whose engine would fail for the same: %s", async (stderr, what) => {
    await expect(prepare("prod", () => Promise.reject({ stderr }))).rejects.toThrow(`stack ${name}: ${what}`);
    expect(said).toEqual([]);
  });
});

describe("secretAdmin", () => {
  it("is the administrator whose password is in AWS, at the server itself", () => {
    expect(secretAdmin(outputs)).toEqual({
      host: "127.0.0.1",
      port: 1,
      database: "mcp_db",
      tls: "verify-full",
      caFile: "/ca.crt",
      user: "mcp_admin",
      credential: arn,
    });
    expect(secretAdmin({ ...outputs, admin: { user: "boss", credential: "file:x" } })).toBeUndefined();
  });
});

describe("pulumiEnvironment", () => {
  it("names the file for stack prod, and keeps another password out", () => {
    const root = mkdtempSync(join(tmpdir(), "environment-"));
    onTestFinished(() => rmSync(root, { recursive: true }));
    expect(pulumiEnvironment("prod", root)).toMatchObject({
      PGPASSFILE: join(root, ".pgstack/stacks/prod/admin.pgpass"),
      PGPASSWORD: "",
    });
    expect(Object.keys(pulumiEnvironment("dev", root)).filter((each) => each.startsWith("PG"))).toEqual([]);
  });
});
