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
    this.#log(urn, message, { ephemeral: true });
  }

  /** A line for one resource that stays. */
  note(urn: string, message: string): void {
    this.#log(urn, message);
  }

  /** What somebody should know who will regret it otherwise; displays show it apart. */
  warn(urn: string, message: string): void {
    this.#log(urn, message, { severity: engineProto.LogSeverity.WARNING });
  }

  #log(
    urn: string,
    message: string,
    { ephemeral = false, severity = engineProto.LogSeverity.INFO }: LogOptions = {},
  ): void {
    const request = new engineProto.LogRequest();
    request.setSeverity(severity);
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

interface LogOptions {
  readonly ephemeral?: boolean;
  readonly severity?: engineProto.LogSeverity;
}
