import type { Checkout, Ended } from "./checkout.ts";

/** Forgets a resource, with what depends on it, and takes it over again by the import that a document shows. Its name may hold no quote. */
export async function importAgain(checkout: Checkout, document: string, urn: string): Promise<Ended> {
  const command = /^pulumi (?<command>import (?:.*\\\n)*.*)$/m.exec(checkout.read(document))?.groups?.command;
  if (command === undefined) throw new Error(`${document} shows no import`);
  const pulumi = (line: string) =>
    checkout.run("sh", ["-c", `eval "$(node bin/pgstack.mjs env)" && pulumi ${line} --yes`]);
  const forgotten = await pulumi(`state delete '${urn}' --target-dependents`);
  if (forgotten.code !== 0) throw new Error(forgotten.stderr);
  return pulumi(`${command} --generate-code=false`);
}
