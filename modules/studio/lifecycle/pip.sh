#!/bin/bash
# Points pip and uv at the bank's package store, keeps their token fresh while the app runs, and sees to it that whoever
# asks for a package that is not approved reads how to ask for it.
#
# SageMaker runs this at every start of JupyterLab and Code Editor, as the user of the app. The words in
# capitals below are filled in by Terraform. No secret stands here: the token comes from the role of the
# app, through the network's own endpoints, and lives 12 hours at most in files only their owner reads. SM-11.
set -eu

readonly DOMAIN="${CODEARTIFACT_DOMAIN}"
readonly OWNER="${CODEARTIFACT_OWNER}"
readonly REGION="${CODEARTIFACT_REGION}"
readonly REPOSITORY="${CODEARTIFACT_REPOSITORY}"
readonly TOKEN_SECONDS=43200
readonly REFRESH_SECONDS=21600 # half a life: there is time to try again
readonly LOOK_SECONDS=15
readonly STATE="$HOME/.cache/package-login"
readonly KEPT="$HOME/.packages"
readonly UV="$HOME/.config/uv/uv.toml"
readonly OURS="# Written anew while an app runs. A file without this line is left alone."
# pip says at every install where it looks, and nothing of why it finds nothing. So it looks into an empty folder, too,
# whose name says it: that reaches wherever pip does.
readonly HINT="$KEPT/not-found-means-not-approved--ask-with--mlp-packages-request-NAME==VERSION"

export AWS_STS_REGIONAL_ENDPOINTS=regional
umask 077
mkdir -p "$STATE" "$HINT" "$HOME/.config/pip" "$HOME/.config/uv" "$HOME/.ipython/profile_default/startup"

# What others read is swapped in one step: nobody reads half a file.
swap() {
  cat >"$1.new"
  mv "$1.new" "$1"
}

# Asks for a token and the address, and tells pip, and uv unless its settings are somebody's own.
login() {
  local token endpoint scheme store
  token=$(aws codeartifact get-authorization-token --region "$REGION" --domain "$DOMAIN" \
    --domain-owner "$OWNER" --duration-seconds "$TOKEN_SECONDS" --query authorizationToken --output text) || return 1
  endpoint=$(aws codeartifact get-repository-endpoint --region "$REGION" --domain "$DOMAIN" \
    --domain-owner "$OWNER" --repository "$REPOSITORY" --format pypi \
    --query repositoryEndpoint --output text) || return 1
  [ -n "$token" ] && [ -n "$endpoint" ] || return 1
  scheme=$(printf '%s' "$endpoint" | sed 's#://.*##')
  store=$(printf '%s' "$endpoint" | sed 's#^[a-z]*://##; s#/*$##')
  printf '[global]\nindex-url = %s://aws:%s@%s/simple/\nfind-links = %s\ndisable-pip-version-check = true\n' \
    "$scheme" "$token" "$store" "$HINT" | swap "$HOME/.config/pip/pip.conf" || return 1
  if [ ! -e "$UV" ] || grep -qxF "$OURS" "$UV"; then
    printf '%s\n[[index]]\nurl = "%s://aws:%s@%s/simple/"\ndefault = true\n' \
      "$OURS" "$scheme" "$token" "$store" | swap "$UV"
  fi
}

# The clock on the wall says when, so that a machine may sleep; or whoever found the login refused.
keep_fresh() {
  local due=$1
  trap '' HUP
  trap 'kill "$!" 2>/dev/null; exit 0' TERM
  while true; do
    sleep "$LOOK_SECONDS" &
    wait "$!"
    if [ ! -e "$STATE/refused" ] && [ "$(date +%s)" -lt "$due" ]; then continue; fi
    if login 2>"$STATE/log"; then
      rm -f "$STATE/refused"
      due=$(($(date +%s) + REFRESH_SECONDS))
    fi
  done
}

# How somebody reads why pip found nothing: a shell looks after each command, a notebook after each cell. pip
# stays as it is, whoever calls it and however; it only writes its log.
swap "$KEPT/why" <<'END'
${WHY}
END
swap "$KEPT/prompt" <<'END'
${PROMPT}
END
swap "$HOME/.ipython/profile_default/startup/50-packages.py" <<'END'
${NOTEBOOK}
END

# Code Editor's shells read .bashrc. Those of JupyterLab are login shells, which read the first of the others.
read_prompt() {
  local line='if [ -r "$HOME/.packages/prompt" ]; then . "$HOME/.packages/prompt"; fi'
  grep -qsxF "$line" "$1" || printf '%s\n' "$line" >>"$1"
}
first=.profile
for name in .bash_login .bash_profile; do
  if [ -e "$HOME/$name" ]; then first=$name; fi
done
read_prompt "$HOME/.bashrc"
read_prompt "$HOME/$first"

# A restarted app may find the loop of its former self.
if [ -f "$STATE/pid" ]; then
  kill "$(cat "$STATE/pid")" 2>/dev/null || true
fi

# The app starts even if the store does not answer: the loop asks again soon, and its log says why.
due=$(($(date +%s) + REFRESH_SECONDS))
if ! login 2>"$STATE/log"; then
  echo "The package store did not answer; trying again in $LOOK_SECONDS seconds. See $STATE/log." >&2
  due=0
fi

keep_fresh "$due" >/dev/null 2>&1 </dev/null &
echo $! >"$STATE/pid"
disown
