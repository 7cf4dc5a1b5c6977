import { eachResource } from "../../checks/each-resource.ts";
import { mustBe } from "../../checks/must-be.ts";
import { checkov, securityHub } from "../../control-lists.ts";
import { notApplicable } from "../../finding.ts";
import { types } from "../../resource-types.ts";

export const lambdaFunctionDenyOldRuntime = eachResource({
  id: "lambda-function-deny-old-runtime",
  title: "Functions run on what AWS still mends",
  controls: [...securityHub("Lambda.2"), ...checkov("CKV_AWS_363")],
  severity: "mandatory",
  of: [types.lambda],
  check: (called) =>
    called.inputs.packageType === "Image"
      ? notApplicable("an image brings its own")
      : mustBe(called, "runtime", {
          accepts: (runtime) => current.includes(String(runtime)),
          wanted: "one that AWS mends",
          mend: "Set runtime to nodejs24.x.",
        }),
});

/** Not deprecated: "Lambda runtimes", read 2026-11. */
const current = [
  "nodejs24.x",
  "nodejs22.x",
  "python3.14",
  "python3.13",
  "python3.12",
  "python3.11",
  "java25",
  "java21",
  "dotnet10",
  "ruby3.4",
  "ruby3.3",
  "provided.al2023",
];
