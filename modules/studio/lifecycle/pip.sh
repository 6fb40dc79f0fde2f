#!/bin/bash
# Points pip at the bank's package store and keeps its token fresh while the app runs.
#
# SageMaker runs this at every start of JupyterLab and Code Editor, as the user of the app. The words in
# capitals below are filled in by Terraform. No secret stands here: the token comes from the role of the
# app, through the network's own endpoints, and lives 12 hours at most in a file only its owner reads. SM-11.
set -eu

readonly DOMAIN="${CODEARTIFACT_DOMAIN}"
readonly OWNER="${CODEARTIFACT_OWNER}"
readonly REGION="${CODEARTIFACT_REGION}"
readonly REPOSITORY="${CODEARTIFACT_REPOSITORY}"
readonly TOKEN_SECONDS=43200
readonly REFRESH_SECONDS=21600 # half a life: one refresh may fail without anyone noticing
readonly RETRY_SECONDS=60
readonly STATE="$HOME/.cache/package-login"
# pip says at every install where it looks, and nothing of why it finds nothing. So it looks into an empty folder,
# too, whose name says it; that reaches `python -m pip` and `%pip` as well, which a command of our own would not.
readonly HINT="$HOME/.packages/not-found-means-not-approved--ask-with--mlp-packages-request-NAME==VERSION"

export AWS_STS_REGIONAL_ENDPOINTS=regional
umask 077
mkdir -p "$STATE" "$HOME/.config/pip" "$HINT"

# Asks for a token and the address, and swaps pip's settings in one step: pip never reads half a file.
login() {
  local token endpoint
  token=$(aws codeartifact get-authorization-token --region "$REGION" --domain "$DOMAIN" \
    --domain-owner "$OWNER" --duration-seconds "$TOKEN_SECONDS" --query authorizationToken --output text) || return 1
  endpoint=$(aws codeartifact get-repository-endpoint --region "$REGION" --domain "$DOMAIN" \
    --domain-owner "$OWNER" --repository "$REPOSITORY" --format pypi \
    --query repositoryEndpoint --output text) || return 1
  [ -n "$token" ] && [ -n "$endpoint" ] || return 1
  printf '[global]\nindex-url = %s://aws:%s@%s/simple/\nfind-links = %s\ndisable-pip-version-check = true\n' \
    "$(printf '%s' "$endpoint" | sed 's#://.*##')" "$token" \
    "$(printf '%s' "$endpoint" | sed 's#^[a-z]*://##; s#/*$##')" "$HINT" >"$STATE/pip.conf.new"
  mv "$STATE/pip.conf.new" "$HOME/.config/pip/pip.conf"
}

keep_fresh() {
  local pause=$1
  trap 'kill "$!" 2>/dev/null; exit 0' TERM
  while true; do
    sleep "$pause" &
    wait "$!"
    if login 2>>"$STATE/log"; then pause=$REFRESH_SECONDS; else pause=$RETRY_SECONDS; fi
  done
}

# A restarted app may find the loop of its former self.
if [ -f "$STATE/pid" ]; then
  kill "$(cat "$STATE/pid")" 2>/dev/null || true
fi

# The app starts even if the store does not answer: the loop asks again soon, and says so in its log.
first_pause=$REFRESH_SECONDS
if ! login 2>"$STATE/log"; then
  echo "The package store did not answer; trying again in $RETRY_SECONDS seconds. See $STATE/log." >&2
  first_pause=$RETRY_SECONDS
fi

keep_fresh "$first_pause" >/dev/null 2>&1 </dev/null &
echo $! >"$STATE/pid"
disown
