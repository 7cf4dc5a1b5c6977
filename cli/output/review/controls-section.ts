import { code, details, table } from "./markdown.ts";

/** What `pgstack controls --json` prints, as far as it is shown here. */
export interface ControlsReport {
  readonly failed: boolean;
  readonly results: readonly ControlResult[];
}

interface ControlResult {
  readonly status: string;
  readonly rule: { readonly id?: string; readonly name?: string; readonly title?: string };
  readonly findings?: readonly { readonly status: string; readonly reason: string }[];
}

/** Which controls hold: those that fail, or cannot be told, are shown. */
export function controlsSection({ results, failed }: ControlsReport): string {
  const count = (status: string) => results.filter((result) => result.status === status).length;
  const counts = ["pass", "fail", "excepted", "unknown", "not-applicable"]
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${statusWords[status] ?? status}`);
  const shown = results.filter(({ status }) => !["pass", "not-applicable"].includes(status));
  const rows = shown.map(({ status, rule, findings = [] }) => [
    status === "fail" ? "**fails**" : (statusWords[status] ?? status),
    code(rule.id ?? rule.name ?? ""),
    code(rule.title ?? ""),
    code(findings.find((finding) => finding.status === status)?.reason ?? ""),
  ]);
  const body = table(["", "control", "what", "why"], rows);
  return [
    `### Controls: ${failed ? "a mandatory one fails" : "all mandatory ones hold"} (${counts.join(", ")})`,
    ...(rows.length === 0 ? [] : [failed ? body : details(`${rows.length} to look at`, body)]),
  ].join("\n\n");
}

const statusWords: Readonly<Record<string, string>> = {
  pass: "pass",
  fail: "fail",
  excepted: "excepted",
  unknown: "not known yet",
  "not-applicable": "not applicable",
};
