import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import { fromWire, type Properties, toWire } from "../../provider/properties.ts";

const { version } = JSON.parse(
  readFileSync(new URL("../../node_modules/@pulumi/postgresql/package.json", import.meta.url), "utf8"),
) as { version: string };

/** The plug-in of `@pulumi/postgresql` that stacks use, spoken to as the engine does. */
export class PostgresqlPlugIn implements AsyncDisposable {
  readonly #process: ChildProcessByStdio<null, Readable, null>;
  readonly #client: providerGrpc.ResourceProviderClient;

  private constructor(process: ChildProcessByStdio<null, Readable, null>, port: string) {
    this.#process = process;
    this.#client = new providerGrpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
  }

  /** @throws Error where the plug-in is not installed */
  static async start(config: Properties): Promise<PostgresqlPlugIn> {
    const home = process.env.PULUMI_HOME ?? join(homedir(), ".pulumi");
    const program = join(home, `plugins/resource-postgresql-v${version}/pulumi-resource-postgresql`);
    if (!existsSync(program)) throw new Error(`the plug-in is not installed: ${program}`);
    const child = spawn(program, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "ignore"] });
    const [port] = (await once(createInterface(child.stdout), "line")) as [string];
    const plugIn = new PostgresqlPlugIn(child, port);
    const request = new pb.ConfigureRequest().setArgs(toWire(config)).setAcceptsecrets(false);
    for (const [name, value] of Object.entries(config))
      request.getVariablesMap().set(`postgresql:config:${name}`, String(value));
    await plugIn.#call("configure", request);
    return plugIn;
  }

  /** Check and Create, as the engine calls them for a new resource. */
  async create(type: string, name: string, inputs: Properties): Promise<void> {
    const urn = `urn:pulumi:dev::bench::postgresql:index/${type.toLowerCase()}:${type}::${name}`;
    const check = new pb.CheckRequest().setUrn(urn).setNews(toWire(inputs)).setOlds(toWire({}));
    const checked = await this.#call<pb.CheckRequest, pb.CheckResponse>("check", check);
    const failures = checked.getFailuresList().map((failure) => failure.getReason());
    if (failures.length > 0) throw new Error(failures.join("; "));
    const properties = toWire(fromWire(checked.getInputs()));
    await this.#call("create", new pb.CreateRequest().setUrn(urn).setProperties(properties));
  }

  #call<Request, Response>(method: string, request: Request): Promise<Response> {
    const methods = this.#client as unknown as Record<
      string,
      (request: Request, callback: grpc.requestCallback<Response>) => void
    >;
    return new Promise((resolve, reject) => {
      methods[method]?.call(this.#client, request, (error, response) =>
        error ? reject(error) : resolve(response as Response),
      );
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#client.close();
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    await ended;
  }
}
