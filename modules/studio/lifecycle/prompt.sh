# Read by interactive shells: after each command, says why pip found nothing in it.
_why_pip_found_nothing() {
  local status=$?
  if [ -e "$PIP_LOG" ]; then sh "$HOME/.packages/why" "$PIP_LOG"; fi
  return "$status"
}
# A log that somebody wants for himself stays his.
case "${BASH_VERSION:+bash} $- ${PIP_LOG:-/package-login/pip-}" in
  bash\ *i*\ */package-login/pip-*)
    export PIP_LOG="$HOME/.cache/package-login/pip-$$.log"
    case "${PROMPT_COMMAND:-}" in
      *_why_pip_found_nothing*) ;;
      *) PROMPT_COMMAND="_why_pip_found_nothing${PROMPT_COMMAND:+;}${PROMPT_COMMAND:-}" ;;
    esac
    ;;
esac
