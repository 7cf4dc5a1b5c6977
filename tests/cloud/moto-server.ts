import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../integration/embedded/test-server.ts";
import { pythonTool } from "./needs-python-tool.ts";

/** How long it may take to start, in milliseconds: it is a large Python program. */
const startLimit = 60_000;

/** A server that answers as AWS does, with nothing in it; every account's and region's. */
export interface MotoServer extends AsyncDisposable {
  readonly endpoint: string;
  /** With which a program of AWS's SDK finds it, and the credentials that it takes. */
  readonly environment: Readonly<Record<string, string>>;
  /** Sends a request as the SDK of a service would, for services whose SDK is not installed. */
  send(service: string, path: string, body: string, headers?: Record<string, string>): Promise<string>;
}

/** moto's own account. */
export const account = "123456789012";
export const region = "us-east-1";

export async function motoServer(): Promise<MotoServer> {
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const child = spawn(pythonTool("moto_server"), ["--host", "127.0.0.1", "--port", String(port)], {
    stdio: "ignore",
  });
  await comesUp(endpoint, child);
  return {
    endpoint,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_REGION: region,
    },
    async send(service, path, body, headers = {}) {
      const answer = await fetch(`${endpoint}${path}`, {
        method: "POST",
        body,
        headers: {
          authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/${service}/aws4_request`,
          ...headers,
        },
      });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`${service} answers ${answer.status}: ${text}`);
      return text;
    },
    async [Symbol.asyncDispose]() {
      if (child.exitCode !== null) return;
      const ended = once(child, "exit");
      child.kill();
      await ended;
    },
  };
}

async function comesUp(endpoint: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + startLimit; Date.now() < deadline; await sleep(100)) {
    if (child.exitCode !== null) throw new Error(`moto_server ended with ${child.exitCode}`);
    const answer = await fetch(`${endpoint}/moto-api/data.json`).catch(() => undefined);
    if (answer?.ok) return;
  }
  child.kill();
  throw new Error("moto_server does not come up");
}
