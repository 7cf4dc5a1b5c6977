import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { credentials } from "@grpc/grpc-js";
import analyzerGrpc from "@pulumi/pulumi/proto/analyzer_grpc_pb.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import emptypb from "google-protobuf/google/protobuf/empty_pb.js";
import structpb from "google-protobuf/google/protobuf/struct_pb.js";
import { type PlannedResource, unknownValue } from "../../policy/planned-resource.ts";
import { projectRoot } from "../../settings/paths.ts";

/** Pulumi's mark of a text that is not known yet. */
const wireUnknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export interface Diagnostic {
  readonly policy: string;
  readonly level: number;
  readonly message: string;
  readonly urn: string;
}

/** The policy pack in a process of its own, started and asked as Pulumi's engine does. */
export class StartedPack implements AsyncDisposable {
  private readonly child: ChildProcess;
  private readonly client: InstanceType<typeof analyzerGrpc.AnalyzerClient>;

  private constructor(child: ChildProcess, port: string) {
    this.child = child;
    this.client = new analyzerGrpc.AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  /** @param config of the stack, as the engine hands it on */
  static async start(config: Readonly<Record<string, string>>): Promise<StartedPack> {
    const pack = join(projectRoot, "policy");
    const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
    const child = spawn(process.execPath, [runner, "127.0.0.1:1", pack], {
      cwd: pack,
      env: { ...process.env, PULUMI_NODEJS_STACK: "prod", PULUMI_CONFIG: JSON.stringify(config) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface({ input: child.stdout });
    const ended = once(child, "exit").then(() => {
      throw new Error("the pack ended before it served");
    });
    const [port] = (await Promise.race([once(lines, "line"), ended])) as [string];
    ended.catch(() => undefined);
    return new StartedPack(child, port);
  }

  async policyNames(): Promise<string[]> {
    const ask = promisify(this.client.getAnalyzerInfo.bind(this.client)) as (
      request: emptypb.Empty,
    ) => Promise<analyzer.AnalyzerInfo>;
    return (await ask(new emptypb.Empty())).getPoliciesList().map((policy) => policy.getName());
  }

  async analyze(resources: readonly PlannedResource[]) {
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(resources.map(message));
    const ask = promisify(this.client.analyzeStack.bind(this.client)) as (
      request: analyzer.AnalyzeStackRequest,
    ) => Promise<analyzer.AnalyzeResponse>;
    const response = await ask(request);
    return {
      diagnostics: response.getDiagnosticsList().map(
        (each): Diagnostic => ({
          policy: each.getPolicyname(),
          level: each.getEnforcementlevel(),
          message: each.getMessage(),
          urn: each.getUrn(),
        }),
      ),
      notApplicable: response.getNotApplicableList().map((each) => each.getPolicyName()),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.client.close();
    if (this.child.exitCode !== null) return;
    const exit = once(this.child, "exit");
    this.child.kill();
    await exit;
  }
}

function message(resource: PlannedResource): analyzer.AnalyzerResource {
  const { urn, type, name, parent, inputs, propertyDependencies } = resource;
  const sent = new analyzer.AnalyzerResource();
  sent.setUrn(urn);
  sent.setType(type);
  sent.setName(name);
  sent.setParent(parent ?? "");
  sent.setOptions(new analyzer.AnalyzerResourceOptions());
  const text = JSON.stringify(inputs).replaceAll(unknownValue, wireUnknown);
  sent.setProperties(structpb.Struct.fromJavaScript(JSON.parse(text)));
  for (const [property, urns] of Object.entries(propertyDependencies)) {
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    sent.getPropertydependenciesMap().set(property, dependencies);
  }
  return sent;
}
