import type { Output, Resource } from "@pulumi/pulumi";
import type { Provider } from "../../provider/resources/provider/resource.ts";

/** Roles, schemas and extensions, whoever makes them on the server at hand. */
export interface DatabaseObjects {
  /** Our plug-in, connected to the database. */
  readonly connection: Provider;
  /** All of them together: what is declared inside a schema waits for the roles it names. */
  readonly roles: readonly Resource[];
  /** Generated passwords by role, secret; a role that logs in without one has none. */
  readonly passwords: Readonly<Record<string, Output<string | undefined>>>;
  /** By name. */
  readonly schemas: ReadonlyMap<string, Resource>;
  readonly extensions: readonly Resource[];
}
