import engproto from "@pulumi/pulumi/proto/engine_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";

/** The engine's side for what a program logs: kept, where it would go to the terminal among the plan. */
export class OfflineEngine {
  /** Warnings and remarks. */
  readonly notes: string[] = [];
  readonly errors: string[] = [];

  log(request: engproto.LogRequest, reply: () => void): void {
    const severity = request.getSeverity();
    if (severity === engproto.LogSeverity.ERROR) this.errors.push(request.getMessage());
    else if (severity !== engproto.LogSeverity.DEBUG) this.notes.push(request.getMessage());
    reply();
  }

  setRootResource(_request: unknown, reply: (error: null, response: empty.Empty) => void): void {
    reply(null, new empty.Empty());
  }

  requirePulumiVersion(_request: unknown, reply: (error: null, response: empty.Empty) => void): void {
    reply(null, new empty.Empty());
  }

  close(): void {}
}
