/** `storageEncrypted` -> `storage_encrypted`, `SubnetGroup` -> `subnet_group`: what Pulumi's bridge did, undone. */
export function snakeCase(name: string): string {
  return name.replaceAll(/(?<before>^|.)(?<capital>[A-Z])/g, (_all, before: string, capital: string) =>
    before === "" ? capital.toLowerCase() : `${before}_${capital.toLowerCase()}`,
  );
}

/** The bridge gives lists of blocks a plural, where Terraform writes each block with a singular. */
export function singular(name: string): string {
  if (name.endsWith("ies")) return `${name.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x)es$/.test(name)) return name.slice(0, -2);
  return name.endsWith("s") && !name.endsWith("ss") ? name.slice(0, -1) : name;
}
