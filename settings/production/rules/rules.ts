import { administratorRules } from "./administrator-rules.ts";
import { auroraRules } from "./aurora-rules.ts";
import { backupRules } from "./backup-rules.ts";
import { classRules } from "./class-rules.ts";
import { copyRegionRules } from "./copy-region-rules.ts";
import { exceptionRules } from "./exception-rules.ts";
import { guardrailRules } from "./guardrail-rules.ts";
import { identifierRules } from "./identifier-rules.ts";
import { memoryRules } from "./memory-rules.ts";
import { networkRules } from "./network-rules.ts";
import { parameterNameRules } from "./parameter-name-rules.ts";
import { parameterValueRules } from "./parameter-value-rules.ts";
import { preloadRules } from "./preload-rules.ts";
import { regionRules } from "./region-rules.ts";
import { replicaRules } from "./replica-rules.ts";
import type { ProductionRule } from "./rule.ts";
import { storageRules } from "./storage-rules.ts";
import { storageSpeedRules } from "./storage-speed-rules.ts";
import { tagRules } from "./tag-rules.ts";
import { upgradeRules } from "./upgrade-rules.ts";
import { versionRules } from "./version-rules.ts";
import { watchingRules } from "./watching-rules.ts";
import { windowRules } from "./window-rules.ts";
import { zoneRules } from "./zone-rules.ts";

/**
 * Every rule about stack prod's settings: what AWS would refuse, and what it would take and the user regret, as data or money
 * is lost without a word. There are no warnings: what is told has to be mended.
 */
export const productionRules: readonly ProductionRule[] = [
  regionRules,
  zoneRules,
  networkRules,
  copyRegionRules,
  identifierRules,
  administratorRules,
  versionRules,
  upgradeRules,
  classRules,
  storageRules,
  storageSpeedRules,
  parameterNameRules,
  parameterValueRules,
  preloadRules,
  memoryRules,
  replicaRules,
  backupRules,
  windowRules,
  watchingRules,
  auroraRules,
  guardrailRules,
  tagRules,
  exceptionRules,
].flat();
