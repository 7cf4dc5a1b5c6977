import grpc from "@grpc/grpc-js";
import engineGrpc from "@pulumi/pulumi/proto/engine_grpc_pb.js";
import engineProto from "@pulumi/pulumi/proto/engine_pb.js";

/** Says where a long operation stands in the engine's own display. */
export class EngineLog {
  readonly #client: InstanceType<typeof engineGrpc.EngineClient> | undefined;

  /** @param address `host:port` of the engine; without one nothing is said */
  constructor(address: string | undefined) {
    this.#client =
      address === undefined
        ? undefined
        : new engineGrpc.EngineClient(address, grpc.credentials.createInsecure());
  }

  /** A line for one resource that the next line overwrites. */
  status(urn: string, message: string): void {
    this.#log(urn, message, true);
  }

  /** A line for one resource that stays. */
  note(urn: string, message: string): void {
    this.#log(urn, message, false);
  }

  #log(urn: string, message: string, ephemeral: boolean): void {
    const request = new engineProto.LogRequest();
    request.setSeverity(engineProto.LogSeverity.INFO);
    request.setMessage(message);
    request.setUrn(urn);
    request.setEphemeral(ephemeral);
    // Progress is a courtesy: that it could not be shown is no failure of the operation.
    this.#client?.log(request, () => undefined);
  }

  close(): void {
    this.#client?.close();
  }
}
