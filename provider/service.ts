import type { ServerUnaryCall, sendUnaryData, UntypedServiceImplementation } from "@grpc/grpc-js";
import pluginpb from "@pulumi/pulumi/proto/plugin_pb.js";
import pb from "@pulumi/pulumi/proto/provider_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import { UserError } from "../errors/user-error.ts";
import { checkInputs } from "./check-inputs.ts";
import { connectionFromConfig, connectionSchema } from "./connection-config.ts";
import { diffInputs, serverProperty } from "./diff-inputs.ts";
import { EngineLog } from "./engine-log.ts";
import { toServiceError } from "./grpc-errors.ts";
import { packageSchema } from "./package-schema.ts";
import { previewed } from "./previewed.ts";
import { fromWire, type Properties, toWire } from "./properties.ts";
import type { HandlerContext, ResourceHandler } from "./resource-handler.ts";
import { checkResponse, diffResponse } from "./responses.ts";
import { Session } from "./session.ts";
import { hasUnknown } from "./unknown.ts";

/**
 * Pulumi's provider protocol (proto/pulumi/provider.proto) over a list of resource handlers. It knows the protocol and
 * no resource; a handler knows its resource and nothing of the protocol.
 */
export class ProviderService {
  readonly #version: string;
  readonly #handlers: Handlers;
  #session = new Session(undefined);
  #log: EngineLog;

  constructor(version: string, handlers: Handlers, engineAddress: string | undefined) {
    this.#version = version;
    this.#handlers = handlers;
    this.#log = new EngineLog(engineAddress);
  }

  /** The methods as gRPC wants them. Those that are missing answer UNIMPLEMENTED, as the protocol asks. */
  implementation(): UntypedServiceImplementation {
    return {
      handshake: unary(async (request: pb.ProviderHandshakeRequest) => this.#handshake(request)),
      attach: unary(async (request: pluginpb.PluginAttach) => this.#attach(request)),
      getPluginInfo: unary(async () => new pluginpb.PluginInfo().setVersion(this.#version)),
      getSchema: unary(async () => this.#getSchema()),
      checkConfig: unary(async (request: pb.CheckRequest) => this.#checkConfig(request)),
      diffConfig: unary(async (request: pb.DiffRequest) => this.#diffConfig(request)),
      configure: unary(async (request: pb.ConfigureRequest) => this.#configure(request)),
      invoke: unary(async (request: pb.InvokeRequest) => this.#invoke(request)),
      check: unary(async (request: pb.CheckRequest) => this.#check(request)),
      diff: unary(async (request: pb.DiffRequest) => this.#diff(request)),
      create: unary(async (request: pb.CreateRequest) => this.#create(request)),
      read: unary(async (request: pb.ReadRequest) => this.#read(request)),
      update: unary(async (request: pb.UpdateRequest) => this.#update(request)),
      delete: unary(async (request: pb.DeleteRequest) => this.#delete(request)),
      cancel: unary(async () => {
        await this.#session.cancel();
        return new emptypb.Empty();
      }),
    };
  }

  /** Ends what is under way: an engine that was killed has left nobody who waits for it. */
  async close(): Promise<void> {
    this.#log.close();
    await this.#session.cancel();
    await this.#session.close();
  }

  #handshake(request: pb.ProviderHandshakeRequest): pb.ProviderHandshakeResponse {
    this.#useEngine(request.getEngineAddress());
    return new pb.ProviderHandshakeResponse()
      .setAcceptSecrets(false)
      .setAcceptResources(false)
      .setAcceptOutputs(false)
      .setSupportsAutonamingConfiguration(false);
  }

  #attach(request: pluginpb.PluginAttach): emptypb.Empty {
    this.#useEngine(request.getAddress());
    return new emptypb.Empty();
  }

  #useEngine(address: string): void {
    if (address === "") return;
    this.#log.close();
    this.#log = new EngineLog(address);
  }

  async #getSchema(): Promise<pb.GetSchemaResponse> {
    const all = await Promise.all(Object.values(this.#handlers).map((load) => load()));
    return new pb.GetSchemaResponse().setSchema(packageSchema(this.#version, all));
  }

  /** The default provider is sent the project's whole configuration, which is called pgstack too: only ours is taken. */
  #checkConfig(request: pb.CheckRequest): pb.CheckResponse {
    const news = fromWire(request.getNews());
    const ours = Object.fromEntries(Object.entries(news).filter(([name]) => name in connectionSchema.inputs));
    return checkResponse(ours, checkInputs(ours, connectionSchema));
  }

  /** Another server is another configuration, never another provider: its resources see to themselves. */
  #diffConfig(request: pb.DiffRequest): pb.DiffResponse {
    const olds = fromWire(request.getOldInputs() ?? request.getOlds());
    const news = fromWire(request.getNews());
    const names = Object.keys(connectionSchema.inputs).filter((name) => olds[name] !== news[name]);
    return diffResponse(
      names.map((property) => ({ property, kind: "update" as const, replaces: false, input: true })),
      false,
    );
  }

  async #configure(request: pb.ConfigureRequest): Promise<pb.ConfigureResponse> {
    const config = fromWire(request.getArgs());
    await this.#session.close();
    this.#session = new Session(hasUnknown(config) ? undefined : connectionFromConfig(config));
    return new pb.ConfigureResponse()
      .setAcceptsecrets(false)
      .setSupportspreview(true)
      .setAcceptresources(false)
      .setAcceptoutputs(false)
      .setSupportsAutonamingConfiguration(false);
  }

  #invoke(request: pb.InvokeRequest): never {
    throw new UserError(`the provider has no function ${request.getTok()}`, { where: "provider pgstack" });
  }

  async #check(request: pb.CheckRequest): Promise<pb.CheckResponse> {
    const handler = await this.#handler(request.getUrn());
    const inputs = fromWire(request.getNews());
    const failures = checkInputs(inputs, handler.schema);
    if (failures.length > 0 || handler.check === undefined) return checkResponse(inputs, failures);
    const checked = await handler.check(inputs, fromWire(request.getOlds()), this.#context(request.getUrn()));
    return checkResponse(checked.inputs, checked.failures);
  }

  async #diff(request: pb.DiffRequest): Promise<pb.DiffResponse> {
    const handler = await this.#handler(request.getUrn());
    const outputs = fromWire(request.getOlds());
    const inputs = fromWire(request.getOldInputs() ?? request.getOlds());
    const ignored = new Set(request.getIgnorechangesList());
    const changes = await diffInputs(
      handler,
      { inputs, outputs },
      fromWire(request.getNews()),
      this.#session.serverIdentity,
      this.#context(request.getUrn()),
    );
    return diffResponse(
      changes.filter((change) => !ignored.has(change.property)),
      handler.deleteBeforeReplace ?? false,
    );
  }

  async #create(request: pb.CreateRequest): Promise<pb.CreateResponse> {
    const handler = await this.#handler(request.getUrn());
    const inputs = fromWire(request.getProperties());
    const response = new pb.CreateResponse().setRefreshBeforeUpdate(handler.refreshBeforeUpdate ?? false);
    if (request.getPreview())
      return response.setProperties(
        toWire(await previewed(handler, inputs, undefined, this.#context(request.getUrn()))),
      );
    const { id, outputs } = await handler.create(inputs, this.#context(request.getUrn()));
    return response.setId(id).setProperties(toWire(this.#withServer(handler, outputs)));
  }

  async #read(request: pb.ReadRequest): Promise<pb.ReadResponse> {
    const handler = await this.#handler(request.getUrn());
    const olds = fromWire(request.getProperties());
    const found = await handler.read(
      request.getId(),
      olds,
      fromWire(request.getInputs()),
      this.#context(request.getUrn()),
    );
    const response = new pb.ReadResponse().setRefreshBeforeUpdate(handler.refreshBeforeUpdate ?? false);
    if (found === undefined) return response;
    // The server a resource was made on stays what it was: the next update mends what a reading cannot see, such as a
    // password. What is imported is on this server.
    const server = olds[serverProperty] ?? this.#session.serverIdentity;
    const outputs = handler.onServer ? { ...found.outputs, [serverProperty]: server } : found.outputs;
    return response.setId(found.id).setInputs(toWire(found.inputs)).setProperties(toWire(outputs));
  }

  async #update(request: pb.UpdateRequest): Promise<pb.UpdateResponse> {
    const handler = await this.#handler(request.getUrn());
    const olds = fromWire(request.getOlds());
    const news = fromWire(request.getNews());
    const response = new pb.UpdateResponse().setRefreshBeforeUpdate(handler.refreshBeforeUpdate ?? false);
    const context = this.#context(request.getUrn());
    if (request.getPreview())
      return response.setProperties(toWire(await previewed(handler, news, olds, context)));
    const moved = handler.onServer && olds[serverProperty] !== this.#session.serverIdentity;
    const outputs = moved
      ? (await handler.create(news, context, olds)).outputs
      : await handler.update(request.getId(), olds, news, context);
    return response.setProperties(toWire(this.#withServer(handler, outputs)));
  }

  async #delete(request: pb.DeleteRequest): Promise<emptypb.Empty> {
    const handler = await this.#handler(request.getUrn());
    await handler.delete(request.getId(), fromWire(request.getProperties()), this.#context(request.getUrn()));
    return new emptypb.Empty();
  }

  async #handler(urn: string): Promise<ResourceHandler> {
    // urn:pulumi:<stack>::<project>::<parent types>$<type>::<name>
    const token = urn.split("::")[2]?.split("$").at(-1) ?? "";
    const load = this.#handlers[token];
    if (load === undefined) throw new UserError(`the provider has no resource ${token}`, { where: urn });
    return load();
  }

  #context(urn: string): HandlerContext {
    return this.#session.context({
      report: (message) => this.#log.status(urn, message),
      note: (message) => this.#log.note(urn, message),
      warn: (message) => this.#log.warn(urn, message),
    });
  }

  #withServer(handler: ResourceHandler, outputs: Properties): Properties {
    return handler.onServer ? { ...outputs, [serverProperty]: this.#session.serverIdentity } : outputs;
  }
}

/** Resource types by their tokens, loaded when first seen. */
type Handlers = Readonly<Record<string, () => Promise<ResourceHandler>>>;

function unary<Request, Response>(method: (request: Request) => Promise<Response>) {
  return (call: ServerUnaryCall<Request, Response>, callback: sendUnaryData<Response>) => {
    method(call.request).then(
      (response) => callback(null, response),
      (error: unknown) => callback(toServiceError(error)),
    );
  };
}
