import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { ComponentResource, type ComponentResourceOptions, type Input, type Output } from "@pulumi/pulumi";
import { keyPolicy } from "./key-policy.ts";

export interface EncryptionKeyArgs {
  /**
   * What it encrypts, in small letters, digits and hyphens, e.g. `database`: in its description, and the end of its alias. A
   * change renames the alias.
   */
  purpose: string;
  /** Services of AWS that use it by themselves, e.g. `logs.us-east-1.amazonaws.com`. Changes in place. @default none */
  services?: string[];
  /** Account, 12 digits: only on its behalf may a service use the key. */
  accountId: Input<string>;
  /**
   * The key outlives the stack: a final snapshot, and automated backups that AWS retains, are read with it alone. It costs a
   * dollar a month until it is deleted by hand. @default true
   */
  retain?: boolean;
  /** The common ones; Application and Environment begin the alias. */
  tags: Record<string, string>;
}

/** How long AWS keeps a key that was deleted, in days: the most that KMS takes. Until then the deletion can be cancelled. */
const deletionWindow = 30;

/**
 * A customer-managed key of KMS, whose material AWS rotates each year without a change of its ARN. Costs a dollar a month,
 * and one more after each of the first two rotations (AWS Key Management Service pricing, November 2026).
 */
export class EncryptionKey extends ComponentResource {
  readonly arn: Output<string>;
  readonly keyId: Output<string>;

  constructor(name: string, args: EncryptionKeyArgs, opts?: ComponentResourceOptions) {
    super("pgstack:index:EncryptionKey", name, {}, opts);
    const { purpose, services = [], accountId, retain = true, tags } = args;
    const fullName = [tags.Application, tags.Environment, purpose].filter(Boolean).join("-");
    const key = new Key(
      name,
      {
        description: `Encrypts ${fullName}`,
        enableKeyRotation: true,
        deletionWindowInDays: deletionWindow,
        policy: keyPolicy(accountId, services),
        tags: { ...tags, Role: "key", Name: fullName },
      },
      { parent: this, ...(retain && { retainOnDelete: true }) },
    );
    new Alias(`${name}-alias`, { name: `alias/${fullName}`, targetKeyId: key.keyId }, { parent: this });
    this.arn = key.arn;
    this.keyId = key.keyId;
    this.registerOutputs({ arn: this.arn });
  }
}
