import type { Rule } from "./rule.ts";
import { addingExclusionConstraint } from "./rules/adding-exclusion-constraint.ts";
import { addingFieldWithDefault } from "./rules/adding-field-with-default.ts";
import { addingForeignKeyConstraint } from "./rules/adding-foreign-key-constraint.ts";
import { addingNotNullableField } from "./rules/adding-not-nullable-field.ts";
import { addingRequiredField } from "./rules/adding-required-field.ts";
import { addingSerialPrimaryKeyField } from "./rules/adding-serial-primary-key-field.ts";
import { banAlterDomainWithAddConstraint } from "./rules/ban-alter-domain-with-add-constraint.ts";
import { banCharField } from "./rules/ban-char-field.ts";
import { banConcurrentIndexCreationInTransaction } from "./rules/ban-concurrent-index-creation-in-transaction.ts";
import { banCreateDomainWithConstraint } from "./rules/ban-create-domain-with-constraint.ts";
import { banDropCascade } from "./rules/ban-drop-cascade.ts";
import { banDropColumn } from "./rules/ban-drop-column.ts";
import { banDropDatabase } from "./rules/ban-drop-database.ts";
import { banDropNotNull } from "./rules/ban-drop-not-null.ts";
import { banDropTable } from "./rules/ban-drop-table.ts";
import { banDropView } from "./rules/ban-drop-view.ts";
import { banTruncateCascade } from "./rules/ban-truncate-cascade.ts";
import { changingColumnType } from "./rules/changing-column-type.ts";
import { constraintMissingNotValid } from "./rules/constraint-missing-not-valid.ts";
import { declaredIndex } from "./rules/declared-index.ts";
import { disallowedUniqueConstraint } from "./rules/disallowed-unique-constraint.ts";
import { lockEscalation } from "./rules/lock-escalation.ts";
import { lockingTable } from "./rules/locking-table.ts";
import { mixedNoTransaction } from "./rules/mixed-no-transaction.ts";
import { needsNewerPostgres } from "./rules/needs-newer-postgres.ts";
import { needsNoTransaction } from "./rules/needs-no-transaction.ts";
import { preferAttachPartition } from "./rules/prefer-attach-partition.ts";
import { preferBigintOverInt } from "./rules/prefer-bigint-over-int.ts";
import { preferBigintOverSmallint } from "./rules/prefer-bigint-over-smallint.ts";
import { preferDeclaredIndex } from "./rules/prefer-declared-index.ts";
import { preferIdentity } from "./rules/prefer-identity.ts";
import { preferRobustStmts } from "./rules/prefer-robust-stmts.ts";
import { preferTextField } from "./rules/prefer-text-field.ts";
import { preferTimestamptz } from "./rules/prefer-timestamptz.ts";
import { recheckingConstraint } from "./rules/rechecking-constraint.ts";
import { renamingColumn } from "./rules/renaming-column.ts";
import { renamingTable } from "./rules/renaming-table.ts";
import { requireConcurrentIndexCreation } from "./rules/require-concurrent-index-creation.ts";
import { requireConcurrentIndexDeletion } from "./rules/require-concurrent-index-deletion.ts";
import { requireConcurrentPartitionDetach } from "./rules/require-concurrent-partition-detach.ts";
import { requireConcurrentRefresh } from "./rules/require-concurrent-refresh.ts";
import { requireConcurrentReindex } from "./rules/require-concurrent-reindex.ts";
import { rewritingTable } from "./rules/rewriting-table.ts";
import { roleOrPrivilege } from "./rules/role-or-privilege.ts";
import { schemaOrExtension } from "./rules/schema-or-extension.ts";
import { securityDefinerSearchPath } from "./rules/security-definer-search-path.ts";
import { sessionSetting } from "./rules/session-setting.ts";
import { transactionNesting } from "./rules/transaction-nesting.ts";
import { unbatchedBackfill } from "./rules/unbatched-backfill.ts";

/** Every rule, in the order of its name. */
export const rules: readonly Rule[] = [
  addingExclusionConstraint,
  addingFieldWithDefault,
  addingForeignKeyConstraint,
  addingNotNullableField,
  addingRequiredField,
  addingSerialPrimaryKeyField,
  banAlterDomainWithAddConstraint,
  banCharField,
  banConcurrentIndexCreationInTransaction,
  banCreateDomainWithConstraint,
  banDropCascade,
  banDropColumn,
  banDropDatabase,
  banDropNotNull,
  banDropTable,
  banDropView,
  banTruncateCascade,
  changingColumnType,
  constraintMissingNotValid,
  declaredIndex,
  disallowedUniqueConstraint,
  lockEscalation,
  lockingTable,
  mixedNoTransaction,
  needsNewerPostgres,
  needsNoTransaction,
  preferAttachPartition,
  preferBigintOverInt,
  preferBigintOverSmallint,
  preferDeclaredIndex,
  preferIdentity,
  preferRobustStmts,
  preferTextField,
  preferTimestamptz,
  recheckingConstraint,
  renamingColumn,
  renamingTable,
  requireConcurrentIndexCreation,
  requireConcurrentIndexDeletion,
  requireConcurrentPartitionDetach,
  requireConcurrentRefresh,
  requireConcurrentReindex,
  rewritingTable,
  roleOrPrivilege,
  schemaOrExtension,
  securityDefinerSearchPath,
  sessionSetting,
  transactionNesting,
  unbatchedBackfill,
];
