import grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";
import pluginpb from "@pulumi/pulumi/proto/plugin_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import type { PlugIn } from "./plug-in.ts";

/** An engine that keeps what plug-ins say to it. */
export class FakeEngine implements AsyncDisposable {
  readonly #server = new grpc.Server();
  /** What was said as a warning, in order. */
  readonly warnings: string[] = [];

  /** Has the plug-in speak to an engine of its own. */
  static async attachedTo(plugIn: PlugIn): Promise<FakeEngine> {
    const engine = new FakeEngine();
    const address = await engine.#listen();
    await plugIn.call("attach", new pluginpb.PluginAttach().setAddress(address));
    return engine;
  }

  async #listen(): Promise<string> {
    const log: grpc.handleUnaryCall<engineProto.LogRequest, emptypb.Empty> = ({ request }, callback) => {
      if (request.getSeverity() === engineProto.LogSeverity.WARNING) this.warnings.push(request.getMessage());
      callback(null, new emptypb.Empty());
    };
    this.#server.addService(engineGrpc.EngineService as unknown as grpc.ServiceDefinition, { log });
    const port = await new Promise<number>((resolve, reject) => {
      this.#server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
        error ? reject(error) : resolve(bound),
      );
    });
    return `127.0.0.1:${port}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.forceShutdown();
  }
}
