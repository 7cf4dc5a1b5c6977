import { rmdirSync, rmSync } from "node:fs";
import { UserError } from "../../../errors/user-error.ts";
import { drafts, removeCertificates } from "../../../operations/tls/certificate-files.ts";
import { authorityName, leafNames } from "../../../operations/tls/certificate-plan.ts";
import { describeCertificates } from "../../../operations/tls/describe-certificates.ts";
import { inspectCertificates } from "../../../operations/tls/inspect-certificates.ts";
import { renewCertificates } from "../../../operations/tls/renew-certificates.ts";
import type { Properties } from "../../properties.ts";
import type { ResourceHandler } from "../../resource-handler.ts";
import { hasUnknown } from "../../unknown.ts";
import { checkCertificates } from "./check.ts";
import { planOf } from "./inputs.ts";

/** Certificates in a folder. They are looked at in each comparison, so that those that end are renewed by any update. */
export const certificatesHandler: ResourceHandler = {
  token: "pgstack:index:Certificates",
  onServer: false,
  replaceOn: ["folder"],
  schema: {
    description:
      "A certificate authority of a stack's own, with the server's certificate and those of clients.",
    inputs: {
      folder: { type: "string", description: "Relative to the project, or absolute." },
      hosts: {
        type: "array",
        items: { type: "string" },
        description: "Names and addresses that clients reach the server by.",
      },
      clients: {
        type: "object",
        additionalProperties: { type: "string" },
        description: "Clients that log in by certificate: name of the files -> common name.",
      },
      version: {
        type: "integer",
        description: "Another number renews every certificate but the authority's.",
      },
    },
    required: ["folder", "hosts", "clients", "version"],
    outputs: {
      caFile: { type: "string", description: "The authority's certificate, in the folder." },
      fingerprint: { type: "string", description: "SHA-256 of all certificates, in hex." },
      notAfter: { type: "string", description: "When the first of them ends, in ISO 8601." },
      status: { type: "string", description: "valid, or what a refresh found to be wrong." },
    },
  },

  check: checkCertificates,

  drift({ status, fingerprint }, inputs) {
    if (hasUnknown(inputs)) return [];
    const now = look(inputs);
    if (now.status !== "valid" || now.status !== status) return ["status"];
    return now.fingerprint === fingerprint ? [] : ["fingerprint"];
  },

  preview(inputs, olds) {
    const known = {
      ...inputs,
      ...(hasUnknown(inputs.folder) ? {} : { caFile: caFileOf(inputs) }),
      status: "valid",
    };
    if (hasUnknown(inputs) || (olds !== undefined && olds.version !== inputs.version)) return known;
    return { ...look(inputs), ...known };
  },

  async create(inputs) {
    await renewCertificates(planOf(inputs), { now: new Date(), all: false });
    return { id: String(inputs.folder), outputs: outputsOf(inputs) };
  },

  async read(id, olds, inputs) {
    if (Object.keys(inputs).length === 0) throw noImport(id);
    return { id, inputs, outputs: { ...olds, ...look(inputs) } };
  },

  async update(_id, olds, inputs) {
    await renewCertificates(planOf(inputs), { now: new Date(), all: olds.version !== inputs.version });
    const gone = leafNames(planOf(olds)).filter((name) => !leafNames(planOf(inputs)).includes(name));
    removeCertificates(planOf(inputs).folder, gone);
    return outputsOf(inputs);
  },

  async delete(_id, olds) {
    const plan = planOf(olds);
    removeCertificates(plan.folder, [authorityName, ...leafNames(plan)]);
    for (const draft of drafts(plan.folder)) rmSync(draft, { force: true });
    removeIfEmpty(plan.folder);
  },
};

/** The certificates as they are: what differs from the outputs of an update is what an update would mend. */
function look(inputs: Properties): Properties {
  const plan = planOf(inputs);
  const { defects } = inspectCertificates(plan, new Date());
  if (defects.length > 0) return { status: defects.join("; ") };
  const { fingerprint, notAfter } = describeCertificates(plan);
  return { fingerprint, notAfter: notAfter.toISOString(), status: "valid" };
}

function outputsOf(inputs: Properties): Properties {
  return { ...inputs, caFile: caFileOf(inputs), ...look(inputs) };
}

function caFileOf({ folder }: Properties): string {
  return `${folder}/${authorityName}.crt`;
}

/** What somebody else put into the folder stays, and the folder with it. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch (error) {
    if (!["ENOENT", "ENOTEMPTY", "EEXIST"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
  }
}

function noImport(id: string): UserError {
  return new UserError("certificates cannot be imported", {
    where: id,
    mend: "Declare them: files that are in the folder already are taken as they are when they fit.",
  });
}
