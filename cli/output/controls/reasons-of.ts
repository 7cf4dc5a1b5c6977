import { someOf } from "../../../policy/reading/some-of.ts";
import type { JudgedFinding } from "../../../policy/report.ts";
import type { Styler } from "../style.ts";
import { fitText } from "./fit-text.ts";

/** Why a rule says what it says: each resource that does not pass, and those that do in a word. */
export function reasonsOf(findings: readonly JudgedFinding[], width: number, style: Styler): string[] {
  const passing = findings.filter(({ status }) => status === "pass");
  const telling = findings.filter(({ status }) => status !== "pass" && status !== "not-applicable");
  const lines = [...Map.groupBy(telling, sameness).values()].flatMap((group) => told(group, width, style));
  const [only] = passing;
  const passed =
    only === undefined
      ? []
      : passing.length === 1
        ? fitText(sentence([only]), width)
        : [`${passing.length} resources${telling.length > 0 ? " pass" : ""}`];
  return [...lines, ...passed.map(style.dim)];
}

/** Resources of which the same is to be said are told together. */
function sameness({ status, reason, exception = "" }: JudgedFinding): string {
  return [status, reason, exception].join("\0");
}

function told(group: readonly JudgedFinding[], width: number, style: Styler): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const { exception, mend } = first;
  return [
    ...fitText(sentence(group), width),
    ...(exception === undefined
      ? fitText(mend ?? "", width)
          .filter(Boolean)
          .map(style.cyan)
      : fitText(`Excepted: ${exception}`, width).map(style.cyan)),
  ];
}

function sentence(group: readonly JudgedFinding[]): string {
  const names = group.flatMap(({ resource }) => (resource === undefined ? [] : [resource.name]));
  const [{ status, reason } = { status: "pass", reason: "" }] = group;
  if (names.length === 0) return reason;
  // What has to be mended is told by name; `--json` has all the others.
  return `${status === "fail" ? names.join(", ") : someOf(names)}: ${reason}`;
}
