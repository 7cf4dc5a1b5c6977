#!/bin/bash
# A replica's health check: succeeds while it is in recovery, follows its primary and replays. Else says what is not so.
set -euo pipefail

state=$(
  PGCONNECT_TIMEOUT=3 psql -XqAt --host /run/postgresql --username rdsadmin --dbname postgres --no-password --command "
    SELECT CASE
      WHEN NOT pg_is_in_recovery() THEN 'not in recovery: it was promoted'
      WHEN pg_get_wal_replay_pause_state() <> 'not paused' THEN 'replay is paused'
      WHEN NOT EXISTS (SELECT FROM pg_stat_wal_receiver WHERE status = 'streaming') THEN 'not streaming from its primary'
      ELSE 'streaming' END"
)
echo "$state"
[[ $state == streaming ]]
