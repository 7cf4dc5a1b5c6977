import { instanceClass } from "../../aws/instance-class.ts";
import { parameterOptions } from "../../configuration/from-settings.ts";
import { preloadedLibraries } from "../../configuration/preloaded-libraries.ts";
import { rdsParameterGroup } from "../../configuration/rds/parameter-group.ts";
import { serverParameters } from "../../configuration/server-parameters.ts";
import { database } from "../../model/database.ts";
import { ownImage } from "../../settings/keys/image.ts";
import type { ProductionSettings } from "../../settings/production/production-settings.ts";
import type { RememberedServer } from "../../settings/remembered-server.ts";
import type { ServerKind, Settings } from "../../settings/settings.ts";
import { checkParity, type ParityReport } from "./check-parity.ts";
import { type ServerFacts, serverFacts } from "./server-facts.ts";

/** What decides a comparison. */
export interface DeclaredParity {
  readonly dev: Settings;
  /** What dev's server was found to be, where there is one. */
  readonly remembered?: RememberedServer | undefined;
  /** Kind of dev's server. @default what is set, was found, or auto prefers: docker */
  readonly kind?: ServerKind | undefined;
  readonly prod: Settings;
  readonly production: ProductionSettings;
}

/** Of `images/postgres`. */
const ownImageMajor = 17;
const gibibyte = 1024 ** 3;

/** Compares two stacks by their settings and the model. */
export function declaredParity({ dev, remembered, kind, prod, production }: DeclaredParity): ParityReport {
  const devKind = kind ?? devKindOf(dev, remembered);
  const facts = devFacts(devKind, dev, remembered);
  const majorVersion = Number.parseInt(production.engineVersion, 10);
  return checkParity({
    servers: { dev: facts, prod: { ...serverFacts[production.server], majorVersion } },
    models: { dev: database(dev), prod: database(prod) },
    parameters: {
      dev: facts.hasParameters ? devParameters(dev, facts) : undefined,
      prod: rdsParameterGroup({
        profile: production.profile,
        size: {
          // A serverless cluster has no class; what follows the size is not compared.
          ...(instanceClass(production.instanceClass) ?? { cores: 2, memory: 16 * gibibyte }),
          storage: production.allocatedStorage * gibibyte,
        },
        majorVersion,
        preload: preloadedLibraries.own,
        maxConnections: production.maxConnections,
      }),
      set: production.parameters,
    },
    exceptions: production.parityExceptions,
  });
}

/** What is set, was found, or `auto` tries first. */
export function devKindOf({ server }: Pick<Settings, "server">, remembered?: RememberedServer): ServerKind {
  if (server !== "auto") return server;
  return remembered?.kind ?? "docker";
}

function devFacts(kind: ServerKind, { image }: Settings, remembered?: RememberedServer): ServerFacts {
  const known = remembered?.kind === kind ? remembered.majorVersion : undefined;
  const tag = /:(?:pg)?(\d+)/.exec(image)?.[1];
  const own = { docker: image === ownImage ? ownImageMajor : Number(tag), native: undefined, embedded: 18 }[
    kind
  ];
  const majorVersion = kind === "native" ? known : own;
  return {
    ...serverFacts[kind],
    // Other images bring PostgreSQL's own libraries alone.
    ...(kind === "docker" && image !== ownImage && { scheduledJobs: false }),
    ...(majorVersion !== undefined && !Number.isNaN(majorVersion) && { majorVersion }),
  };
}

function devParameters(dev: Settings, { majorVersion = ownImageMajor }: ServerFacts) {
  const preload = dev.image === ownImage ? preloadedLibraries.own : preloadedLibraries.other;
  return serverParameters(parameterOptions(dev, { majorVersion, preload, machineCores: 2 }));
}
