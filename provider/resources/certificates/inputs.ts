import type { CertificatePlan } from "../../../operations/tls/certificate-plan.ts";
import { fromProject } from "../../../settings/paths.ts";
import type { Properties } from "../../properties.ts";

/** What the resource is given; see `CertificatesArgs`. */
export interface CertificatesInputs {
  readonly folder: string;
  readonly hosts: readonly string[];
  readonly clients: Readonly<Record<string, string>>;
  readonly version: number;
}

/** The inputs for whoever makes certificates, who knows nothing of the project. */
export function planOf(inputs: Properties): CertificatePlan {
  const { folder, hosts, clients } = inputs as unknown as CertificatesInputs;
  return { folder: fromProject(folder), hosts, clients };
}
