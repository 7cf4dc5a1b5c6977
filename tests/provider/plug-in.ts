import { type ChildProcessByStdio, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import { fromWire, type Properties, toWire } from "../../provider/properties.ts";

/** What the engine starts. */
export const launcher = fileURLToPath(new URL("../../provider/bin/pulumi-resource-pgstack", import.meta.url));

/** A property that an answer names as wrong. */
export interface Failure {
  readonly property: string;
  readonly reason: string;
}

/** The plug-in as the engine knows it: started by its launcher, spoken to over gRPC. */
export class PlugIn implements AsyncDisposable {
  readonly #process: ChildProcessByStdio<null, Readable, Readable>;
  readonly client: providerGrpc.ResourceProviderClient;

  private constructor(process: ChildProcessByStdio<null, Readable, Readable>, port: string) {
    this.#process = process;
    this.client = new providerGrpc.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
  }

  static async start(): Promise<PlugIn> {
    const child = spawn(launcher, ["127.0.0.1:1"], { stdio: ["ignore", "pipe", "pipe"] });
    const [port] = (await once(createInterface(child.stdout), "line")) as [string];
    return new PlugIn(child, port);
  }

  async call<Request, Response>(method: string, request: Request): Promise<Response> {
    const methods = this.client as unknown as Record<
      string,
      (request: Request, callback: grpc.requestCallback<Response>) => void
    >;
    return new Promise((resolve, reject) => {
      methods[method]?.call(this.client, request, (error, response) =>
        error ? reject(error) : resolve(response as Response),
      );
    });
  }

  async configure(config: Properties): Promise<pb.ConfigureResponse> {
    return this.call("configure", new pb.ConfigureRequest().setArgs(toWire(config)).setAcceptsecrets(true));
  }

  async check(
    type: string,
    news: Properties,
    olds: Properties = {},
  ): Promise<{ inputs: Properties; failures: Failure[] }> {
    const request = new pb.CheckRequest().setUrn(urn(type)).setNews(toWire(news)).setOlds(toWire(olds));
    const response = await this.call<pb.CheckRequest, pb.CheckResponse>("check", request);
    const failures = response.getFailuresList().map((failure) => failure.toObject());
    return { inputs: fromWire(response.getInputs()), failures };
  }

  async diff(
    type: string,
    olds: { inputs: Properties; outputs: Properties },
    news: Properties,
  ): Promise<pb.DiffResponse.AsObject> {
    const request = new pb.DiffRequest().setUrn(urn(type)).setId("id").setNews(toWire(news));
    request.setOldInputs(toWire(olds.inputs)).setOlds(toWire(olds.outputs));
    return (await this.call<pb.DiffRequest, pb.DiffResponse>("diff", request)).toObject();
  }

  async create(
    type: string,
    inputs: Properties,
    preview = false,
  ): Promise<{ id: string; outputs: Properties }> {
    const request = new pb.CreateRequest()
      .setUrn(urn(type))
      .setProperties(toWire(inputs))
      .setPreview(preview);
    const response = await this.call<pb.CreateRequest, pb.CreateResponse>("create", request);
    return { id: response.getId(), outputs: fromWire(response.getProperties()) };
  }

  async read(type: string, id: string, olds: Properties = {}, inputs: Properties = {}) {
    const request = new pb.ReadRequest()
      .setUrn(urn(type))
      .setId(id)
      .setProperties(toWire(olds))
      .setInputs(toWire(inputs));
    const response = await this.call<pb.ReadRequest, pb.ReadResponse>("read", request);
    return {
      id: response.getId(),
      outputs: fromWire(response.getProperties()),
      inputs: fromWire(response.getInputs()),
    };
  }

  async update(
    type: string,
    id: string,
    olds: Properties,
    news: Properties,
    preview = false,
  ): Promise<Properties> {
    const request = new pb.UpdateRequest().setUrn(urn(type)).setId(id).setPreview(preview);
    request.setOlds(toWire(olds)).setNews(toWire(news));
    return fromWire(
      (await this.call<pb.UpdateRequest, pb.UpdateResponse>("update", request)).getProperties(),
    );
  }

  async delete(type: string, id: string, olds: Properties): Promise<void> {
    await this.call("delete", new pb.DeleteRequest().setUrn(urn(type)).setId(id).setProperties(toWire(olds)));
  }

  async cancel(): Promise<void> {
    await this.call("cancel", new emptypb.Empty());
  }

  /** Ends the process as a machine that loses its power does. */
  async kill(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGKILL");
    await ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, "exit");
    this.#process.kill("SIGTERM");
    await ended;
  }
}

/** A URN of a resource of this provider. */
export function urn(type: string): string {
  return `urn:pulumi:dev::pgstack::pgstack:index:Database$pgstack:index:${type}::name`;
}
