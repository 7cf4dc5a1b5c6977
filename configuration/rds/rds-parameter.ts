/** One parameter of an RDS parameter group. */
export interface RdsParameter {
  readonly name: string;
  /** In PostgreSQL's own unit without its name, or a formula of RDS's language: `{DBInstanceClassMemory/32768}`. */
  readonly value: string;
  /** RDS refuses `immediate` for a parameter that it calls static. */
  readonly applyMethod: "immediate" | "pending-reboot";
  /** Why it has this value. */
  readonly why: string;
}
