#!/usr/bin/env bash
# Keeps one issue that says whether production is what main declares.
#
#   drift-issue.sh <drift|same|failed> <file with what the comparison printed>
#
# drift or failed: the issue is opened, or its text updated. same: it is closed. GH_TOKEN, GITHUB_REPOSITORY, GITHUB_SERVER_URL
# and GITHUB_RUN_ID come from the workflow.
set -euo pipefail

state=$1 file=$2
title='Production is not what main declares'
label='drift'
run="$GITHUB_SERVER_URL/$GITHUB_REPOSITORY/actions/runs/$GITHUB_RUN_ID"

found=$(gh issue list --label "$label" --state open --limit 1 --json number --jq '.[].number // empty')
if [[ $state == same ]]; then
  [[ -z $found ]] || gh issue close "$found" --comment "Production is what main declares again: $run"
  exit 0
fi

body=$(mktemp)
trap 'rm -f "$body"' EXIT
{
  if [[ $state == drift ]]; then
    echo "Somebody changed what Pulumi manages, or a deployment did not go through: $run"
    echo
    echo 'Take the change into the program, or put production back by a deployment. What differs:'
  else
    echo "Production could not be compared with main: $run"
  fi
  echo
  echo '~~~~~~~~text'
  # GitHub takes 65,536 characters.
  tail -c 50000 "$file" | iconv -c -f UTF-8 -t UTF-8
  echo '~~~~~~~~'
} >"$body"

if [[ -n $found ]]; then
  gh issue edit "$found" --body-file "$body"
else
  gh label create "$label" --color D93F0B --description 'Production is not what main declares' --force
  gh issue create --title "$title" --label "$label" --body-file "$body"
fi
