import resproto from "@pulumi/pulumi/proto/resource_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { type PlannedResource, type PlannedValue, secretValue } from "../../policy/planned-resource.ts";
import { knownResult } from "./known-result.ts";
import { plannedUrn, stackType, urnOfProvider } from "./planned-urn.ts";
import { plannedFields, wire } from "./planned-value.ts";

type Reply<T> = (error: Error | null, response?: T) => void;

/** What a program may rely on; transforms and hooks are not among it: they would have to be called, and none is declared. */
const features = [
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_SECRETS,
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_RESOURCE_REFERENCES,
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_OUTPUT_VALUES,
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_ALIAS_SPECS,
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACEMENT_TRIGGER,
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_DELETED_WITH,
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_REPLACE_WITH,
  resproto.ResourceMonitorFeature.RESOURCE_MONITOR_FEATURE_PARAMETERIZATION,
];

export interface OfflineMonitorOptions {
  readonly stack: string;
  readonly project: string;
  /** 12 digits. @default not known */
  readonly accountId?: string | undefined;
}

/**
 * What a program speaks to in place of the engine: it writes down what is registered. Outputs are the inputs, as of a
 * resource that is about to be made, and whatever the cloud decides is unknown.
 *
 * The methods are those of `ResourceMonitorClient` (pulumi/pulumi proto/pulumi/resource.proto) that the SDK calls.
 */
export class OfflineMonitor {
  readonly #options: OfflineMonitorOptions;
  readonly #resources = new Map<string, PlannedResource>();
  #outputs: Record<string, PlannedValue> = {};

  constructor(options: OfflineMonitorOptions) {
    this.#options = options;
  }

  /** In order of registration. */
  get resources(): readonly PlannedResource[] {
    return [...this.#resources.values()];
  }

  /** The stack's. */
  get outputs(): Readonly<Record<string, PlannedValue>> {
    return this.#outputs;
  }

  getDeploymentInfo(_request: unknown, reply: Reply<resproto.DeploymentInfo>): void {
    const info = new resproto.DeploymentInfo();
    info.setSupportedfeaturesList(features);
    reply(null, info);
  }

  registerResource(
    request: resproto.RegisterResourceRequest,
    reply: Reply<resproto.RegisterResourceResponse>,
  ): void {
    const { stack, project } = this.#options;
    const urn = plannedUrn(stack, project, request.getType(), request.getName(), request.getParent());
    if (this.#resources.has(urn)) {
      reply(new Error(`two resources have the URN ${urn}: give one of them another name`));
      return;
    }
    this.#resources.set(urn, planned(urn, request, this.#resources.get(request.getParent())));
    const response = new resproto.RegisterResourceResponse();
    response.setUrn(urn);
    response.setObject(struct.Struct.fromJavaScript(outputsOf(request)));
    reply(null, response);
  }

  registerResourceOutputs(request: resproto.RegisterResourceOutputsRequest, reply: Reply<empty.Empty>): void {
    if (this.#resources.get(request.getUrn())?.type === stackType)
      this.#outputs = plannedFields(request.getOutputs()?.toJavaScript() ?? {});
    reply(null, new empty.Empty());
  }

  /** What is there already: nothing of it is known, and it is no part of the plan. */
  readResource(request: resproto.ReadResourceRequest, reply: Reply<resproto.ReadResourceResponse>): void {
    const { stack, project } = this.#options;
    const response = new resproto.ReadResourceResponse();
    response.setUrn(plannedUrn(stack, project, request.getType(), request.getName(), request.getParent()));
    response.setProperties(new struct.Struct());
    reply(null, response);
  }

  invoke(request: resproto.ResourceInvokeRequest, reply: Reply<resproto.ResourceInvokeResponse>): void {
    const known = knownResult(request.getTok(), this.#options);
    const response = new resproto.ResourceInvokeResponse();
    if (known === undefined) response.setUnknown(true);
    else response.setReturn(struct.Struct.fromJavaScript(known));
    reply(null, response);
  }

  /** A method of a component or provider in another language: there is none here, and so no answer. */
  call(request: resproto.ResourceCallRequest, reply: Reply<never>): void {
    reply(new Error(`${request.getTok()} cannot be called offline`));
  }

  registerPackage(
    request: resproto.RegisterPackageRequest,
    reply: Reply<resproto.RegisterPackageResponse>,
  ): void {
    const response = new resproto.RegisterPackageResponse();
    response.setRef(`${request.getName()}@${request.getVersion()}`);
    reply(null, response);
  }

  signalAndWaitForShutdown(_request: unknown, reply: Reply<empty.Empty>): void {
    reply(null, new empty.Empty());
  }

  close(): void {}
}

/** The inputs; what the resource's class says is secret is marked so, known or not, as the engine does. */
function outputsOf(request: resproto.RegisterResourceRequest): Record<string, Value> {
  const inputs = (request.getObject()?.toJavaScript() ?? {}) as Record<string, Value>;
  const secrets = request.getAdditionalsecretoutputsList().map((name): [string, Value] => {
    const { [name]: value = wire.unknown } = inputs;
    return [name, isSecret(value) ? value : { [wire.kind]: wire.secret, value }];
  });
  return { ...inputs, ...Object.fromEntries(secrets) };
}

type Value = struct.JavaScriptValue;

function isSecret(value: Value): boolean {
  return (value as { [wire.kind]?: unknown } | null)?.[wire.kind] === wire.secret;
}

/** @param above its parent, whose protection it has unless it says so itself, as the engine sees to */
function planned(
  urn: string,
  request: resproto.RegisterResourceRequest,
  above: PlannedResource | undefined,
): PlannedResource {
  const parent = request.getParent();
  const inputs = request.getObject()?.toJavaScript() ?? {};
  const secrets = request.getAdditionalsecretoutputsList().filter((name) => Object.hasOwn(inputs, name));
  const hidden = Object.fromEntries(secrets.map((name) => [name, secretValue]));
  const provider = urnOfProvider(request.getProvider());
  const byInput = [...request.getPropertydependenciesMap().entries()]
    .map(([input, urns]): [string, string[]] => [input, urns.getUrnsList().sort()])
    .filter(([, urns]) => urns.length > 0)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return {
    urn,
    type: request.getType(),
    name: request.getName(),
    ...(parent === "" ? {} : { parent }),
    component: !request.getCustom(),
    protect: (request.hasProtect() ? request.getProtect() : above?.protect) ?? false,
    dependencies: [...new Set(request.getDependenciesList())].sort(),
    propertyDependencies: Object.fromEntries(byInput),
    inputs: { ...plannedFields(inputs), ...hidden },
    ...(provider === undefined ? {} : { provider }),
  };
}
