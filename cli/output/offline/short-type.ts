/** `aws:rds/instance:Instance` -> `aws.rds.Instance`, `pgstack:index:Role` -> `pgstack.Role`. */
export function shortType(token: string): string {
  const [pack = "", path = "", name = ""] = token.split(":");
  const module = path.split("/")[0] ?? "";
  return [pack, ...(module === "index" || module === "" ? [] : [module]), name].join(".");
}
