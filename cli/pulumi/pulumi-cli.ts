/** A Pulumi CLI that can be run. */
export interface PulumiCli {
  /** The executable. */
  readonly path: string;
  /** Its version, without a leading v. */
  readonly version: string;
  /** Where it comes from, for people. */
  readonly source: string;
}

/** Who is told what takes long. */
export type OnStep = (text: string) => void;
