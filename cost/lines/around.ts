import { classSize } from "../class-size.ts";
import { type EstimateLine, hoursOfMonth, line } from "../estimate-line.ts";
import { auroraInstances, auroraUnits, type CostFacts, changedGb, copyStreams } from "../facts.ts";

/** Keys, the secret and the function that rotates it, ways in, what goes to the other region, and pipelines. */
export function around(facts: CostFacts): EstimateLine[] {
  const { settings, prices, assume } = facts;
  const streams = copyStreams(settings);
  const copyKey = streams > 0 && settings.copyKmsKeyArn === undefined ? 1 : 0;
  // An existing network brings its own ways out.
  const own = assume.endpoints + (settings.bastion ? assume.bastionEndpoints : 0);
  const endpoints = settings.vpcId === undefined ? own : 0;
  const zones = Math.max(settings.availabilityZones.length, 1);
  return [
    ...line("keys and secrets", "KMS keys", assume.keys + copyKey, "keys", prices.kmsKey),
    ...line("keys and secrets", "administrator's secret", 1, "secret", prices.secret),
    ...rotation(facts),
    ...line(
      "network",
      "interface endpoints",
      endpoints * zones * hoursOfMonth,
      "endpoint-hours",
      prices.endpointHour,
    ),
    ...line(
      "network",
      "through the endpoints",
      endpoints > 0 ? assume.endpointGb : 0,
      "GB",
      prices.endpointGb,
    ),
    ...line("network", "bastion", settings.bastion ? hoursOfMonth : 0, "hours", prices.bastionHour),
    // A root volume of 8 GiB, which its image asks for.
    ...line("network", "disk of the bastion", settings.bastion ? 8 : 0, "GB", prices.volumeGb),
    ...proxy(facts),
    ...line(
      "network",
      "data to the region of the copies",
      Number((streams * changedGb(facts)).toFixed(1)),
      "GB",
      prices.transferGb,
    ),
    ...line("data", "pipelines", assume.processingHours, "hours", assume.processingPrice),
  ];
}

/** A rotation takes four steps, of some ten seconds each with 256 MB: less than a cent. */
function rotation({ settings, prices }: CostFacts): EstimateLine[] {
  const rotations = 30 / settings.secretRotationDays;
  const seconds = rotations * 4 * 10 * 0.25;
  return line(
    "keys and secrets",
    "rotation",
    Number(seconds.toFixed(2)),
    "GB-seconds",
    prices.lambda.gbSecond,
  );
}

/** By the vCPUs of the server, two at least; by the capacity of a serverless cluster, eight units at least. */
function proxy(facts: CostFacts): EstimateLine[] {
  const { settings, prices } = facts;
  if (!settings.proxy) return [];
  if (settings.server === "aurora" && settings.auroraServerless) {
    const units = Math.max(8, auroraInstances(settings) * auroraUnits(facts));
    return line(
      "network",
      "RDS Proxy",
      Number((units * hoursOfMonth).toFixed(1)),
      "ACU-hours",
      prices.proxyAcuHour,
    );
  }
  const servers = settings.server === "aurora" ? auroraInstances(settings) : 1;
  const cores = Math.max(2, (classSize(settings.instanceClass)?.cores ?? 2) * servers);
  return line("network", "RDS Proxy", cores * hoursOfMonth, "vCPU-hours", prices.proxyVcpuHour);
}
