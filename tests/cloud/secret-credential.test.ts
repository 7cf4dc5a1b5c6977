import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { resolveCredential } from "../../db/credential.ts";
import { isSecretArn } from "../../db/secret/secret-password.ts";
import { UserError } from "../../errors/user-error.ts";
import { account, type MotoServer, motoServer } from "./moto-server.ts";
import { hasPythonTool, needsPythonTool } from "./needs-python-tool.ts";
import { RotatingSecret } from "./secret/rotating-secret.ts";

const login = (password: string) => ({ engine: "postgres", username: "mcp_admin", password });
/** One that there is none of. */
const absent = (region: string) => `arn:aws:secretsmanager:${region}:${account}:secret:none-AbCdEf` as const;

/** What, where and how to mend, of the error that a reference ends in. */
async function failure(reference: string) {
  const error = await resolveCredential(reference as `arn:${string}`).catch((caught: unknown) => caught);
  if (!UserError.isInstance(error)) throw error;
  const [first = "", ...mend] = error.message.split("\n  ");
  return { where: error.where, what: first.slice(`${error.where}: `.length), mend: mend.join("\n") };
}

afterEach(() => vi.unstubAllEnvs());

describe("a secret's ARN, with Secrets Manager's likeness,", () => {
  let moto: MotoServer;
  beforeAll(async () => {
    if (hasPythonTool("moto_server")) moto = await motoServer();
  });
  afterAll(async () => moto?.[Symbol.asyncDispose]());
  beforeEach((context) => {
    needsPythonTool(context, "moto_server");
    for (const [name, value] of Object.entries(moto.environment)) vi.stubEnv(name, value);
    // That of the ARN counts.
    vi.stubEnv("AWS_REGION", "eu-central-1");
  });

  it("is resolved to the current password, as it is at the moment", async () => {
    const secret = await RotatingSecret.create(moto, login("one"));
    const reference = secret.arn as `arn:${string}`;
    expect(await resolveCredential(reference)).toBe("one");
    await secret.put(login("two"), "AWSCURRENT");
    expect(await resolveCredential(reference)).toBe("two");
  });

  it("gives the pending one where the server refuses the current one, then the one before, then the current one again", async () => {
    const secret = await RotatingSecret.create(moto, login("previous"));
    const reference = secret.arn as `arn:${string}`;
    await secret.put(login("current"), "AWSCURRENT");
    await secret.put(login("pending"), "AWSPENDING");
    const refused = new Set<string>();
    const offered: string[] = [];
    for (let at = 0; at < 4; at += 1) {
      const password = await resolveCredential(reference, refused);
      offered.push(password);
      refused.add(password);
    }
    expect(offered).toEqual(["current", "pending", "previous", "current"]);
  });

  it("passes over a pending version without a value", async () => {
    const secret = await RotatingSecret.create(moto, login("current"));
    await secret.begin();
    const reference = secret.arn as `arn:${string}`;
    expect(await resolveCredential(reference, new Set(["current"]))).toBe("current");
  });

  it("is told to be none where it is none", async () => {
    const arn = absent("us-east-1");
    expect(await failure(arn)).toEqual({
      where: arn,
      what: "there is no such secret, or it has no value yet",
      mend: expect.stringContaining("npx pgstack up --stack prod"),
    });
  });

  it("is told to be deleted where it is", async () => {
    const secret = await RotatingSecret.create(moto, login("one"));
    await moto.send("secretsmanager", "/", JSON.stringify({ SecretId: secret.arn }), {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": "secretsmanager.DeleteSecret",
    });
    expect(await failure(secret.arn)).toMatchObject({ what: "the secret is scheduled for deletion" });
  });

  it.each([
    ["no JSON", "a text with Password0 in it"],
    ["JSON without a password", { username: "mcp_admin", token: "Password0" }],
    ["an empty password", { username: "mcp_admin", password: "", note: "Password0" }],
  ])("with %s in it is told so, without a word of it", async (_, value) => {
    const secret = await RotatingSecret.create(moto, value as never);
    const told = await failure(secret.arn);
    expect(told.what).toBe("the secret's value is not JSON with a password");
    expect(JSON.stringify(told)).not.toContain("Password0");
  });
});

describe("a secret's ARN that AWS does not give the value of", () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  /** Each test in a region of its own: a client keeps what it found. */
  async function answering(status: number, type: string, region: string): Promise<string> {
    server = createServer((_request, response) => {
      response.writeHead(status, { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": type });
      response.end(JSON.stringify({ __type: type, Message: "no" }));
    });
    await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    vi.stubEnv("AWS_ENDPOINT_URL", `http://127.0.0.1:${port}`);
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    return absent(region);
  }

  it.each([
    ["AccessDeniedException", "eu-west-1", "AWS does not let you read the secret"],
    [
      "UnrecognizedClientException",
      "eu-west-2",
      "AWS does not accept the credentials: they have ended, or are wrong",
    ],
    [
      "ExpiredTokenException",
      "eu-west-3",
      "AWS does not accept the credentials: they have ended, or are wrong",
    ],
    ["DecryptionFailure", "eu-north-1", "the secret cannot be decrypted with its KMS key"],
  ])("for %s says what to do", async (type, region, what) => {
    const arn = await answering(400, type, region);
    expect(await failure(arn)).toMatchObject({ where: arn, what });
  });

  it("for want of credentials says how to log in", async () => {
    for (const name of ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_PROFILE", "AWS_SESSION_TOKEN"])
      vi.stubEnv(name, undefined);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/nonexistent");
    vi.stubEnv("AWS_CONFIG_FILE", "/nonexistent");
    expect(await failure(absent("ap-south-1"))).toMatchObject({
      what: "there are no AWS credentials to read the secret with",
      mend: "Log in, e.g. by `aws sso login`, and set AWS_PROFILE if it is not the default one.",
    });
  });

  it("for want of an answer says so", async () => {
    vi.stubEnv("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    vi.stubEnv("AWS_ACCESS_KEY_ID", "test");
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", "test");
    expect(await failure(absent("ap-northeast-1"))).toMatchObject({
      what: "AWS Secrets Manager does not answer (ECONNREFUSED)",
    });
  });
});

describe("a reference of another sort", () => {
  it.each(["arn:aws:ssm:us-east-1:123456789012:parameter/x", "vault:x"])(
    "%s is refused",
    async (reference) => {
      expect(isSecretArn(reference)).toBe(false);
      expect(await failure(reference)).toMatchObject({
        where: "credential",
        what: `cannot resolve a credential of the sort "${reference.split(":", 1)[0]}:"`,
      });
    },
  );

  it("knows a secret in any of AWS's partitions", () => {
    expect(isSecretArn("arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:x")).toBe(true);
  });
});
