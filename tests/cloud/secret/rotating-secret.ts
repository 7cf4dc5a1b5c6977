import { randomUUID } from "node:crypto";
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from "@aws-sdk/client-secrets-manager";
import { account, type MotoServer, region } from "../moto-server.ts";

const functionName = "rotation";
const functionArn = `arn:aws:lambda:${region}:${account}:function:${functionName}`;

/** A secret as `AdminSecret` makes it, that its rotation is switched on for. */
export class RotatingSecret {
  readonly arn: string;
  readonly #client: SecretsManagerClient;

  private constructor(arn: string, client: SecretsManagerClient) {
    this.arn = arn;
    this.#client = client;
  }

  static async create(moto: MotoServer, login: Record<string, unknown>): Promise<RotatingSecret> {
    await makeFunction(moto);
    const client = new SecretsManagerClient({
      region,
      endpoint: moto.endpoint,
      credentials: { accessKeyId: "test", secretAccessKey: "test" },
    });
    const made = await client.send(
      new CreateSecretCommand({
        Name: `mcp-demo-prod-admin-${randomUUID()}`,
        ClientRequestToken: randomUUID(),
        SecretString: JSON.stringify(login),
      }),
    );
    return new RotatingSecret(made.ARN ?? "", client);
  }

  /** Begins a rotation as Secrets Manager does: a version that has the label AWSPENDING and no value. */
  async begin(): Promise<string> {
    const version = randomUUID();
    await this.#client.send(
      new RotateSecretCommand({
        SecretId: this.arn,
        ClientRequestToken: version,
        RotationLambdaARN: functionArn,
        RotationRules: { AutomaticallyAfterDays: 30 },
      }),
    );
    return version;
  }

  /** What Secrets Manager does once the last step is done. */
  async end(version: string): Promise<void> {
    await this.#client.send(
      new UpdateSecretVersionStageCommand({
        SecretId: this.arn,
        VersionStage: "AWSPENDING",
        RemoveFromVersionId: version,
      }),
    );
  }

  /** The value with a label; `undefined` where there is none. */
  async value(stage: string): Promise<Record<string, unknown> | undefined> {
    try {
      const { SecretString = "" } = await this.#client.send(
        new GetSecretValueCommand({ SecretId: this.arn, VersionStage: stage }),
      );
      return JSON.parse(SecretString);
    } catch (error) {
      if ((error as Error).name === "ResourceNotFoundException") return undefined;
      throw error;
    }
  }

  async password(stage: string): Promise<string> {
    return String((await this.value(stage))?.password);
  }

  /** Puts a value into the secret, as a person might. @returns its version */
  async put(login: Record<string, unknown>, stage: string, version: string = randomUUID()): Promise<string> {
    await this.#client.send(
      new PutSecretValueCommand({
        SecretId: this.arn,
        ClientRequestToken: version,
        SecretString: JSON.stringify(login),
        VersionStages: [stage],
      }),
    );
    return version;
  }

  /** Labels by version. */
  async stages(): Promise<Record<string, string[]>> {
    const { VersionIdsToStages = {} } = await this.#client.send(
      new DescribeSecretCommand({ SecretId: this.arn }),
    );
    return VersionIdsToStages;
  }
}

/** A function of the name, which rotation asks for; what it does, the tests do themselves. */
async function makeFunction(moto: MotoServer): Promise<void> {
  await moto.send("moto", "/moto-api/config", JSON.stringify({ lambda: { use_docker: false } }), {
    "content-type": "application/json",
  });
  const trust = {
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
  };
  const role = new URLSearchParams({
    Action: "CreateRole",
    Version: "2010-05-08",
    RoleName: functionName,
    AssumeRolePolicyDocument: JSON.stringify(trust),
  });
  const form = { "content-type": "application/x-www-form-urlencoded" };
  await moto.send("iam", "/", role.toString(), form).catch(unlessThere);
  const code = {
    FunctionName: functionName,
    Runtime: "nodejs24.x",
    Role: `arn:aws:iam::${account}:role/${functionName}`,
    Handler: "index.handler",
    Code: { ZipFile: emptyZip },
  };
  await moto.send("lambda", "/2015-03-31/functions", JSON.stringify(code)).catch(unlessThere);
}

/** The end of central directory of a zip file, which is all that one without files has. */
const emptyZip = Buffer.from(`504b0506${"00".repeat(18)}`, "hex").toString("base64");

function unlessThere(error: unknown): void {
  if (!/EntityAlreadyExists|ResourceConflict/.test(String(error))) throw error;
}
