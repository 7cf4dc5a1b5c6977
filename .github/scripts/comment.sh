#!/usr/bin/env bash
# Writes the review of a pull request into its one comment, which is made at the first time and updated afterwards.
#
#   comment.sh <number of the pull request> <file with the text>
#
# The text's first line is the marker that the comment is found by. GH_TOKEN and GITHUB_REPOSITORY come from the workflow.
set -euo pipefail

number=$1 file=$2
marker=$(head -n 1 "$file")
[[ $marker == '<!-- '*' -->' ]] || {
  echo "comment: $file does not begin with a marker" >&2
  exit 1
}

# GitHub takes 65,536 characters.
body=$(mktemp)
trap 'rm -f "$body"' EXIT
if (($(wc -m <"$file") > 65000)); then
  { head -c 60000 "$file" | iconv -c -f UTF-8 -t UTF-8; printf '\n\n</details>\n\n… the rest is in the summary of the job.\n'; } >"$body"
else
  cp "$file" "$body"
fi

# Only a comment of the workflow's own: anybody may write the marker.
found=$(gh api --paginate "repos/$GITHUB_REPOSITORY/issues/$number/comments" \
  --jq ".[] | select(.user.login == \"github-actions[bot]\" and (.body | startswith(\"$marker\"))) | .id" | head -n 1)
if [[ -n $found ]]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" --field "body=@$body" --silent
  echo "comment: updated"
else
  gh api --method POST "repos/$GITHUB_REPOSITORY/issues/$number/comments" --field "body=@$body" --silent
  echo "comment: made"
fi
