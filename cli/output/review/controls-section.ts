import { code, details, table } from "./markdown.ts";

/** What `pgstack controls --json` prints, as far as it is shown here. */
export interface ControlsReport {
  /** A mandatory one fails, or an exception is at fault. */
  readonly failed: boolean;
  readonly rules: readonly ControlResult[];
  readonly exceptionFaults?: readonly { readonly key: string; readonly reason: string }[];
}

interface ControlResult {
  readonly id: string;
  readonly title: string;
  readonly severity: string;
  readonly status: string;
  readonly findings?: readonly ControlFinding[];
}

interface ControlFinding {
  readonly status: string;
  readonly reason: string;
  /** Why a failure is let pass. */
  readonly exception?: string;
}

/** Which controls hold: those that fail, or cannot be told, are shown. */
export function controlsSection({ rules, failed, exceptionFaults = [] }: ControlsReport): string {
  const count = (status: string) => rules.filter((rule) => rule.status === status).length;
  const counts = ["pass", "fail", "excepted", "unknown", "not-applicable"]
    .filter((status) => count(status) > 0)
    .map((status) => `${count(status)} ${statusWords[status] ?? status}`);
  const shown = rules.filter(({ status }) => !["pass", "not-applicable"].includes(status));
  const rows = shown.map(({ id, title, severity, status, findings = [] }) => [
    status === "fail" && severity === "mandatory" ? "**fails**" : (statusWords[status] ?? code(status)),
    code(id),
    code(title),
    code(whyOf(findings.find((finding) => finding.status === status))),
  ]);
  const body = table(["", "control", "what", "why"], rows);
  return [
    `### Controls: ${failed ? "what is mandatory fails" : "all that are mandatory hold"} (${counts.join(", ")})`,
    ...(rows.length === 0 ? [] : [failed ? body : details(`${rows.length} to look at`, body)]),
    ...exceptionFaults.map(({ key, reason }) => `The exception ${code(key)}: ${code(reason)}`),
  ].join("\n\n");
}

const statusWords: Readonly<Record<string, string>> = {
  pass: "pass",
  fail: "fail",
  excepted: "excepted",
  unknown: "not known yet",
  "not-applicable": "not applicable",
};

function whyOf(finding: ControlFinding | undefined): string {
  return finding?.exception ?? finding?.reason ?? "";
}
