import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { asset } from "@pulumi/pulumi";
import { expect, it, onTestFinished } from "vitest";
import { rotationCode } from "../../../components/secret/rotation-code.ts";
import { projectRoot } from "../../../settings/paths.ts";

const execute = promisify(execFile);

/** Lays the function out as Lambda does, with the SDK in a folder of the runtime's. */
async function asOnLambda(): Promise<{ task: string; runtime: string }> {
  const root = mkdtempSync(join(tmpdir(), "rotation-code-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const [task, runtime] = [join(root, "task"), join(root, "runtime")];
  for (const [name, content] of Object.entries(await rotationCode().assets)) {
    const path = join(task, name);
    mkdirSync(dirname(path), { recursive: true });
    if (content instanceof asset.StringAsset) writeFileSync(path, await content.text);
    else if (content instanceof asset.FileAsset || content instanceof asset.FileArchive)
      cpSync(String(await content.path), path, { recursive: true });
    else throw new Error(`${name} is neither text nor file nor folder`);
  }
  mkdirSync(runtime);
  symlinkSync(join(projectRoot, "node_modules/@aws-sdk"), join(runtime, "@aws-sdk"), "dir");
  return { task, runtime };
}

/** Calls the function in a process that has nothing else to find. */
async function call(request: object, environment: Record<string, string> = {}): Promise<string> {
  const { task, runtime } = await asOnLambda();
  const script = `const { handler } = await import(${JSON.stringify(join(task, "index.mjs"))});
    await handler(${JSON.stringify(request)}).then(() => console.log("done"), (error) => console.log(error.message));`;
  const { stdout } = await execute(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: task,
    env: { NODE_PATH: runtime, AWS_REGION: "us-east-1", ...environment },
  });
  return stdout.trim();
}

it("has all it needs in it, but the SDK", async () => {
  const request = { Step: "createSecret", SecretId: "arn", ClientRequestToken: "v" };
  expect(await call(request)).toBe("SECRET_ARN, DATABASE_HOST and DATABASE_PORT have to be set");
  const environment = {
    SECRET_ARN: "arn",
    DATABASE_HOST: "127.0.0.1",
    DATABASE_PORT: "1",
    AWS_ENDPOINT_URL: "http://127.0.0.1:1",
    AWS_ACCESS_KEY_ID: "test",
    AWS_SECRET_ACCESS_KEY: "test",
  };
  // As far as the SDK, which has nobody to ask.
  expect(await call(request, environment)).toContain("ECONNREFUSED");
});
