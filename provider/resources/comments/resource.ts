import { CustomResource, type CustomResourceOptions, type Input } from "@pulumi/pulumi";

/** All of it changes in place. */
export interface CommentsArgs {
  /** What each role is for, by its name. */
  roles: Input<Record<string, Input<string>>>;
  /** What each schema is for, by its name. */
  schemas: Input<Record<string, Input<string>>>;
}

/** Comments of roles and schemas that another provider made: it has no place for them. Deleting it takes none away. */
export class Comments extends CustomResource {
  constructor(name: string, args: CommentsArgs, opts?: CustomResourceOptions) {
    super("pgstack:index:Comments", name, { ...args, server: undefined }, opts);
  }
}
