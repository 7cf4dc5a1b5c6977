import { overlap, parseDayWindow, parseWeekWindow } from "../windows.ts";
import { type ProductionRule, rule } from "./rule.ts";

/** AWS refuses a backup window and a maintenance window that have a minute in common. */
export const windowRules: readonly ProductionRule[] = [
  rule(["backupWindow", "maintenanceWindow"], ({ backupWindow, maintenanceWindow }) => {
    const daily = parseDayWindow(backupWindow);
    const weekly = parseWeekWindow(maintenanceWindow);
    return daily !== undefined && weekly !== undefined && overlap(daily, weekly)
      ? [
          {
            key: "maintenanceWindow",
            problem: `overlaps the backups, ${backupWindow} every day`,
            mend: "move one of the two",
          },
        ]
      : [];
  }),
];
