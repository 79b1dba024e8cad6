#!/bin/sh
# What the container runs, and nothing that needs a container: a test runs it on a plain machine.
#
#   entrypoint.sh             first start: writes the configuration; then waits for the database and starts the server
#   entrypoint.sh health      0 while the server is ready
#   entrypoint.sh COMMAND …   any command of tradepost
#
# For the first start, from the environment:
#   TRADEPOST_DOMAINS                 mail domains, parted by commas (needed)
#   TRADEPOST_COMPANY                 the company's name
#   TRADEPOST_HOSTNAME                the name that the MX record points to
#   TRADEPOST_DATABASE_URL            jdbc:mariadb://host/name; without it the built-in database is used
#   TRADEPOST_DATABASE_USER
#   TRADEPOST_DATABASE_PASSWORD_FILE  a file, such as a mounted secret
# On every start:
#   TRADEPOST_DATA                    the data folder (default /var/lib/tradepost)
#   TRADEPOST_WAIT_SECONDS            how long the database may take to come up (default 120)
# Every other key of the configuration can be set by its own variable, too, and then wins over the file.
set -eu

TRADEPOST_DATA=${TRADEPOST_DATA:-/var/lib/tradepost}
export TRADEPOST_DATA
program=${TRADEPOST_PROGRAM:-/opt/tradepost/tradepost}
configuration=${TRADEPOST_CONFIG:-$TRADEPOST_DATA/tradepost.yaml}
patience=${TRADEPOST_WAIT_SECONDS:-120}
child=''

say() { printf 'entrypoint: %s\n' "$*"; }

fail() {
  printf 'entrypoint: %s\n' "$2" >&2
  exit "$1"
}

# As process 1 a shell ignores signals that it has no trap for. Only needed until the server takes its place.
stop_early() {
  say 'told to stop'
  [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || :
  exit 143
}

# Runs a command so that a signal is heard while it runs.
run() {
  "$@" &
  child=$!
  result=0
  wait "$child" || result=$?
  child=''
  return "$result"
}

make_configuration() {
  [ -n "${TRADEPOST_DOMAINS:-}" ] ||
    fail 64 "there is no $configuration yet; set TRADEPOST_DOMAINS (example.com,example.cn) to have it made"
  set -- --data "$TRADEPOST_DATA" --yes
  domains=$TRADEPOST_DOMAINS,
  while [ -n "$domains" ]; do
    domain=$(printf '%s' "${domains%%,*}" | tr -d '[:space:]')
    domains=${domains#*,}
    [ -z "$domain" ] || set -- "$@" --domain "$domain"
  done
  [ -z "${TRADEPOST_COMPANY:-}" ] || set -- "$@" --company "$TRADEPOST_COMPANY"
  [ -z "${TRADEPOST_HOSTNAME:-}" ] || set -- "$@" --hostname "$TRADEPOST_HOSTNAME"
  if [ -n "${TRADEPOST_DATABASE_URL:-}" ]; then
    set -- "$@" --database-url "$TRADEPOST_DATABASE_URL"
    [ -z "${TRADEPOST_DATABASE_USER:-}" ] || set -- "$@" --database-user "$TRADEPOST_DATABASE_USER"
    [ -z "${TRADEPOST_DATABASE_PASSWORD_FILE:-}" ] ||
      set -- "$@" --database-password-file "$TRADEPOST_DATABASE_PASSWORD_FILE"
  fi
  say "first start: making $configuration"
  run "$program" init "$@"
}

# A command that needs the database is asked until it gets an answer: that tries address, name, password and schema at
# once, which an open port would not.
wait_for_database() {
  if [ -z "${TRADEPOST_DATABASE_URL:-}" ] && ! grep -q 'jdbc:mariadb:' "$configuration"; then
    return
  fi
  answer=$(mktemp)
  began=$(date +%s)
  until run "$program" account list >"$answer" 2>&1; do
    if [ $(($(date +%s) - began)) -ge "$patience" ]; then
      cat "$answer" >&2
      rm -f "$answer"
      fail 2 "the database did not answer within $patience s"
    fi
    say 'waiting for the database'
    run sleep 2
  done
  rm -f "$answer"
}

start() {
  trap stop_early TERM INT
  [ -f "$configuration" ] || make_configuration
  wait_for_database
  trap - TERM INT
  # The server takes this process's place, and so gets every signal itself.
  exec "$program" start "$@"
}

# Only whether the server is ready. A trade database that is away or a lagging index is no reason to restart it.
health() {
  status=$("$program" status --json) || :
  case $status in
    *'"state":"ready"'* | *'"state" : "ready"'* | *'"state": "ready"'*) exit 0 ;;
    *) exit 1 ;;
  esac
}

case ${1:-start} in
  start)
    [ $# -eq 0 ] || shift
    start "$@"
    ;;
  health) health ;;
  *) exec "$program" "$@" ;;
esac
