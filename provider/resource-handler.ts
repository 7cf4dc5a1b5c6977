import type { ConnectionTarget } from "../db/connection-target.ts";
import type { ConnectionPool } from "../db/pool.ts";
import type { IndexBuilds } from "../operations/index/index-builds.ts";
import type { Properties } from "./properties.ts";
import type { ObjectSchema } from "./property-schema.ts";

/** What a handler is given to work with. */
export interface HandlerContext {
  /**
   * Connections to the server the provider is configured for.
   * @throws UserError when the provider has no connection in its configuration
   */
  readonly pool: ConnectionPool;
  /**
   * Where those connections go.
   * @throws UserError when the provider has no connection in its configuration
   */
  readonly target: ConnectionTarget;
  /** Role the provider connects as. */
  readonly adminUser: string;
  /** Aborted by Ctrl-C: checked between steps; statements under way are cancelled on the server. */
  readonly signal: AbortSignal;
  /**
   * Where indexes are built, in turn.
   * @throws UserError when the provider has no connection in its configuration
   */
  readonly builds: () => Promise<IndexBuilds>;
  /** Whether the provider knows its server; not in a preview that makes it, or changes it. */
  readonly knowsServer: boolean;
  /** Shows where a long operation stands, as a line that the next one overwrites. */
  readonly report: (message: string) => void;
  /** Says something that stays. */
  readonly note: (message: string) => void;
  /** Says what would be regretted; displays show it apart from the rest, once. */
  readonly warn: (message: string) => void;
}

/** A resource as it is now. */
export interface ResourceState {
  readonly id: string;
  /** Every property the program may read: the inputs, and what the server decided. */
  readonly outputs: Properties;
}

/** A resource found on the server, with the inputs that would declare it. */
export interface FoundResource extends ResourceState {
  readonly inputs: Properties;
}

/** A mistake in one property. */
export interface CheckFailure {
  readonly property: string;
  readonly reason: string;
}

/** Inputs as they will be used, or what is wrong with them. */
export interface CheckedInputs {
  readonly inputs: Properties;
  readonly failures: readonly CheckFailure[];
}

/**
 * The plug-in's side of one resource type. Inputs have been checked against `schema` when a method sees them, and hold
 * no unknown except in `check` and `preview`.
 */
export interface ResourceHandler {
  /** Type token, e.g. `pgstack:index:Index`. Never changed: that would replace every resource of the type. */
  readonly token: string;
  readonly schema: ObjectSchema;
  /** Inputs whose change means another resource, and drift that does; every other change is an update in place. */
  readonly replaceOn: readonly string[];
  /** A replacement deletes the old resource first, because the two cannot exist side by side. @default false */
  readonly deleteBeforeReplace?: boolean;
  /** The engine reads the resource before every update, plain `pulumi up` included. @default false */
  readonly refreshBeforeUpdate?: boolean;
  /** Lives on the server of the provider's configuration: it is made again or adopted when that is another one. */
  readonly onServer: boolean;

  /**
   * Checks beyond the schema's; may normalise the inputs, and look at the server where it is known and answers. Values
   * may be unknown. `olds` is empty at first.
   */
  check?(
    inputs: Properties,
    olds: Properties,
    context: HandlerContext,
  ): CheckedInputs | Promise<CheckedInputs>;
  /**
   * Names of outputs that show that the resource is not as declared, e.g. `valid`: they call for an update. May look at
   * the resource itself; `inputs` are the new ones and may hold unknowns.
   */
  drift?(
    outputs: Properties,
    inputs: Properties,
    context: HandlerContext,
  ): readonly string[] | Promise<readonly string[]>;
  /**
   * Outputs known before the work is done; what is left out is unknown. May look at the server where it is known and answers.
   * @default the inputs, and the old outputs
   */
  preview?(
    inputs: Properties,
    olds: Properties | undefined,
    context: HandlerContext,
  ): Properties | Promise<Properties>;

  /** Makes the resource, or adopts one that is as declared. Run again on a server that came back, it mends. */
  create(inputs: Properties, context: HandlerContext, olds?: Properties): Promise<ResourceState>;
  /** The resource as the server has it, or `undefined` when it is gone. `olds` is empty for an import. */
  read(
    id: string,
    olds: Properties,
    inputs: Properties,
    context: HandlerContext,
  ): Promise<FoundResource | undefined>;
  update(id: string, olds: Properties, inputs: Properties, context: HandlerContext): Promise<Properties>;
  /** Takes the resource away; one that is gone already is no error. */
  delete(id: string, olds: Properties, context: HandlerContext): Promise<void>;
}
