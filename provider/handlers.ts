import type { ResourceHandler } from "./resource-handler.ts";
import { demoDataHandler } from "./resources/demo-data/crud.ts";
import { embeddedServerHandler } from "./resources/embedded-server/crud.ts";
import { extensionHandler } from "./resources/extension/crud.ts";
import { indexHandler } from "./resources/index/crud.ts";
import { migrationsHandler } from "./resources/migrations/crud.ts";
import { privilegesHandler } from "./resources/privileges/crud.ts";
import { roleHandler } from "./resources/role/crud.ts";
import { schemaHandler } from "./resources/schema/crud.ts";

/** Every resource type the plug-in serves. */
export const handlers: readonly ResourceHandler[] = [
  embeddedServerHandler,
  extensionHandler,
  roleHandler,
  schemaHandler,
  migrationsHandler,
  indexHandler,
  privilegesHandler,
  demoDataHandler,
];
