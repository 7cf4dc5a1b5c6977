GRANT EXECUTE ON FUNCTION bt_index_check(regclass), bt_index_check(regclass, boolean),
  bt_index_parent_check(regclass), bt_index_parent_check(regclass, boolean),
  bt_index_parent_check(regclass, boolean, boolean), verify_heapam TO rds_superuser WITH GRANT OPTION;
