#!/bin/sh
# Says why pip found nothing, by the log that it left, and takes the log away. Asks nothing of any network.
log=$1
page='PACKAGE_REQUEST_URL'
state="$HOME/.cache/package-login"

# An index that was not read says nothing of a package. 404 is CodeArtifact's word for what it does not have, and, as
# some have found, for a login that has ended.
unread=$(sed -n 's/.*Could not fetch URL [^ ]*: \(.*\) - skipping.*/\1/p' "$log" | grep -v '^404 ' | head -n 1)
if [ -n "$(find "$HOME/.config/pip/pip.conf" -mmin +720 2>/dev/null)" ]; then
  unread="the login has ended"
fi

name='[A-Za-z0-9][A-Za-z0-9._-]*'
sed -n 's/.*No matching distribution found for \('"$name"'\)\(\[[^]]*\]\)\{0,1\}\(==[A-Za-z0-9.!+]*\)\{0,1\}.*/\1\3/p' "$log" |
  sed 's/==.*\.$//' | sort -u | while read -r wanted; do
  if [ -n "$unread" ]; then
    : >"$state/refused" # whoever keeps the login fresh sees it
    echo "$wanted was not looked for: $unread."
    echo "  A new login is under way, so try again in a minute. If it stays so, restart the app, and see $state/log."
    continue
  fi
  case $wanted in
    *==*) version=$wanted ;;
    *) version="$wanted==VERSION" ;;
  esac
  echo "$wanted is not approved, or no longer. Ask for it with: mlp packages request $version"
  if [ -n "$page" ]; then
    echo "  or with a form: $page"
  fi
done >&2
rm -f "$log"
