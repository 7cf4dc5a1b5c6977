/** What Secrets Manager sends. */
export interface RotationRequest {
  readonly Step: string;
  /** ARN of the secret. */
  readonly SecretId: string;
  /** Version of the secret that the rotation makes. */
  readonly ClientRequestToken: string;
}

/** What the function's environment decides. */
export interface FunctionSettings {
  /** The one secret that is rotated. */
  readonly secretArn: string;
  readonly host: string;
  readonly port: number;
  /** File with the certificates to trust. */
  readonly caFile: string;
}

/** A version of the secret as JSON has it; other fields are kept as they are. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Labels of versions. Source: Secrets Manager User Guide, "Secret versions". */
export type Stage = "AWSCURRENT" | "AWSPENDING" | "AWSPREVIOUS";

/** The one secret, in Secrets Manager. */
export interface SecretStore {
  /** Labels by version, and whether rotation is switched on; absent where it never was. */
  describe(): Promise<{
    readonly rotationEnabled: boolean | undefined;
    readonly versions: Readonly<Record<string, readonly string[]>>;
  }>;
  /** What has a label, and of a version where one is named; `undefined` where there is no such value. */
  read(stage: Stage, version?: string): Promise<Login | undefined>;
  /** Makes a value the pending one. */
  putPending(version: string, login: Login): Promise<void>;
  /** Moves the label of the current version. */
  makeCurrent(version: string, former: string): Promise<void>;
}

export interface StepContext {
  readonly version: string;
  readonly settings: FunctionSettings;
  readonly store: SecretStore;
}

/** One of the four steps; says what it did. */
export type Step = (context: StepContext) => Promise<string>;
