import grpc from "@grpc/grpc-js";
import providerGrpc from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import { handlers } from "./handlers.ts";
import { ProviderService } from "./service.ts";
import { version } from "./version.ts";

// The engine starts the plug-in with its own address, and reads the plug-in's port from the first line of its output.
const engineAddress = process.argv.slice(2).find((argument) => !argument.startsWith("-"));

/** Messages of the engine have no bound of their own (pulumi/pulumi sdk/nodejs/runtime/settings.ts uses 400 MB). */
const maxMessageBytes = 400 * 1024 * 1024;

const service = new ProviderService(version, handlers, engineAddress);
const server = new grpc.Server({
  "grpc.max_receive_message_length": maxMessageBytes,
  "grpc.max_send_message_length": maxMessageBytes,
});
server.addService(
  providerGrpc.ResourceProviderService as unknown as grpc.ServiceDefinition,
  service.implementation(),
);
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  process.stdout.write(`${port}\n`);
});

const end = () => void service.close().finally(() => process.exit(0));

// The engine gives each plug-in a process group of its own, so that Ctrl-C in a terminal reaches only the engine; at the
// end of a run it sends SIGINT, and kills after five seconds (pulumi/pulumi sdk/go/common/util/cmdutil/term.go).
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, end);

// An engine that was killed says nothing: without it nobody will speak to this process any more.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid !== engine) end();
}, 1000).unref();
