import { readStackFile } from "../../settings/from-stack-file.ts";
import { readSettings } from "../../settings/read.ts";
import { planOffline } from "../offline/plan-offline.ts";
import type { ControlsSource } from "./controls.ts";

/** What the program declares, planned offline, and the exceptions of the stack's file. */
export const controlsSource: ControlsSource = {
  planOf: (stack) => planOffline(stack),
  exceptionsOf: (stack) => readSettings(stack, readStackFile(stack)).production?.policyExceptions ?? {},
};
