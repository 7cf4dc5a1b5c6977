import { runtime } from "@pulumi/pulumi";
import type { RegisterResourceRequest } from "@pulumi/pulumi/proto/resource_pb.js";

/** A resource's options, of other resources their names; what is not set is not there. */
export interface Options {
  readonly parent?: string;
  readonly provider?: string;
  /** By `dependsOn` and by inputs together, in the order of the alphabet. */
  readonly dependsOn?: readonly string[];
  readonly deletedWith?: string;
  readonly replaceWith?: readonly string[];
  readonly deleteBeforeReplace?: true;
  readonly retainOnDelete?: true;
  readonly protect?: true;
  /** Of those that name a time of their own for creation. */
  readonly customTimeouts?: { readonly create: string; readonly update: string; readonly delete: string };
  readonly replaceOnChanges?: readonly string[];
  readonly ignoreChanges?: readonly string[];
  /** What a change of replaces the resource. */
  readonly replacementTrigger?: unknown;
  readonly secretOutputs?: readonly string[];
}

/** What the mocks are not told, taken from the requests they are asked with: the options of a resource by type and name. */
export function recordOptions(): (type: string, name: string) => Options {
  const monitor = runtime.getMonitor() as unknown as {
    registerResource(request: RegisterResourceRequest, callback: unknown): unknown;
  };
  const recorded = new Map<string, Options>();
  const register = monitor.registerResource.bind(monitor);
  monitor.registerResource = (request, callback) => {
    recorded.set(`${request.getType()} ${request.getName()}`, optionsOf(request));
    return register(request, callback);
  };
  return (type, name) => recorded.get(`${type} ${name}`) ?? {};
}

function optionsOf(request: RegisterResourceRequest): Options {
  const parent = nameOf(request.getParent());
  const provider = nameOf(request.getProvider().split("::").slice(0, -1).join("::"));
  const dependsOn = request.getDependenciesList().map(nameOf).sort();
  const deletedWith = nameOf(request.getDeletedwith());
  const replaceWith = request.getReplaceWithList().map(nameOf);
  const replaceOnChanges = request.getReplaceonchangesList();
  const ignoreChanges = request.getIgnorechangesList();
  const replacementTrigger = request.getReplacementTrigger()?.toJavaScript();
  const timeouts = request.getCustomtimeouts();
  const secretOutputs = request.getAdditionalsecretoutputsList();
  return {
    // The stack is everybody's.
    ...(parent !== "" && parent !== "project-stack" && { parent }),
    ...(provider !== "" && { provider }),
    ...(dependsOn.length > 0 && { dependsOn }),
    ...(deletedWith !== "" && { deletedWith }),
    ...(request.getRetainondelete() && { retainOnDelete: true as const }),
    ...(request.getProtect() && { protect: true as const }),
    ...(timeouts !== undefined &&
      timeouts.getCreate() !== "" && {
        customTimeouts: {
          create: timeouts.getCreate(),
          update: timeouts.getUpdate(),
          delete: timeouts.getDelete(),
        },
      }),
    ...(replaceWith.length > 0 && { replaceWith }),
    ...(request.getDeletebeforereplace() && { deleteBeforeReplace: true as const }),
    ...(replaceOnChanges.length > 0 && { replaceOnChanges }),
    ...(ignoreChanges.length > 0 && { ignoreChanges }),
    ...(replacementTrigger !== undefined && { replacementTrigger }),
    ...(secretOutputs.length > 0 && { secretOutputs }),
  };
}

/** `urn:pulumi:stack::project::type::name` -> `name`. */
function nameOf(urn: string): string {
  return urn.split("::").at(-1) ?? "";
}
