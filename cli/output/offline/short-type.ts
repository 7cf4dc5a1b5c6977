/**
 * `aws:rds/instance:Instance` -> `aws.rds.Instance`, `pgstack:index:Role` -> `pgstack.Role`; of Pulumi's own, `Stack` and
 * `aws.Provider`.
 */
export function shortType(token: string): string {
  const [pack = "", path = "", name = ""] = token.split(":");
  if (pack === "pulumi") return path === "providers" ? `${name}.Provider` : name;
  const module = path.split("/")[0] ?? "";
  return [pack, ...(module === "index" || module === "" ? [] : [module]), name].join(".");
}
