import { normalize } from "node:path";
import { canonicalHost, isHost } from "../../../operations/tls/canonical-host.ts";
import { authorityName, serverName } from "../../../operations/tls/certificate-plan.ts";
import type { Properties } from "../../properties.ts";
import type { CheckedInputs, CheckFailure } from "../../resource-handler.ts";
import { hasUnknown, unknown } from "../../unknown.ts";

/** Hosts come out in one spelling and order, each once: another order is no change. So does the folder. */
export function checkCertificates(inputs: Properties): CheckedInputs {
  const hosts = inputs.hosts as readonly string[];
  const failures = [
    ...checkHosts(hosts),
    ...checkClients(inputs.clients),
    ...(Number(inputs.version) < 1 ? [{ property: "version", reason: "must be 1 or more" }] : []),
  ];
  if (failures.length > 0 || hasUnknown([hosts, inputs.folder])) return { inputs, failures };
  const folder = normalize(String(inputs.folder)).replace(/(?<=.)[/\\]+$/, "");
  return { inputs: { ...inputs, folder, hosts: [...new Set(hosts.map(canonicalHost))].sort() }, failures };
}

function checkHosts(hosts: unknown): CheckFailure[] {
  if (!Array.isArray(hosts)) return [];
  if (hosts.length === 0) return [{ property: "hosts", reason: "is empty" }];
  return hosts
    .filter((host) => host !== unknown && !isHost(host))
    .map((host) => ({
      property: "hosts",
      reason: `"${host}" is neither a host name nor an address`,
    }));
}

function checkClients(clients: unknown): CheckFailure[] {
  if (typeof clients !== "object" || clients === null) return [];
  return Object.entries(clients).flatMap(([name, commonName]) => {
    const failures: CheckFailure[] = [];
    if (!/^[a-z0-9][a-z0-9_-]*$/.test(name) || name === authorityName || name === serverName) {
      const reason = `"${name}" names no client's files: use lower-case letters, digits, - and _, and not ca or server`;
      failures.push({ property: "clients", reason });
    }
    if (commonName !== unknown && !(typeof commonName === "string" && /^[\w.-]{1,64}$/.test(commonName))) {
      const reason = `"${commonName}" is no common name: use letters, digits, _, - and ., at most 64 of them`;
      failures.push({ property: "clients", reason });
    }
    return failures;
  });
}
