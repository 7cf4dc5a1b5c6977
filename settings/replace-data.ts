/** Environment variable that allows an update to replace the data: `--replace-data`, and what plain `pulumi` is given. */
export const replaceDataVariable = "PGSTACK_REPLACE_DATA";

/** Whether this run may put an empty server in the place of one that holds data. */
export function mayReplaceData(): boolean {
  return process.env[replaceDataVariable] === "1";
}
