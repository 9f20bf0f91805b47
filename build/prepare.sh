# Sourced by ./run, ./test: finds or installs what the machine lacks. Every function is quick when nothing is missing.
# shellcheck shell=bash

say() { printf '%s\n' "$*" >&2; }

fail() { say "$*"; exit 1; }

# install "what for" package... : installs with apt, or prints the command and ends when that is not allowed.
install_packages() {
  local why=$1; shift
  local as_root=()
  local command="apt-get update && apt-get install -y --no-install-recommends $*"
  if ! command -v apt-get >/dev/null; then
    fail "Missing: $why. Install the equivalent of these Debian packages: $*"
  fi
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo -n)
    else fail "Missing: $why. Run as root: $command"; fi
  fi
  say "Missing: $why. Installing: $*"
  local log; log=$(mktemp)
  if ! { "${as_root[@]}" apt-get update -q &&
         "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends -o Dpkg::Options::=--force-confold "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2; rm -f "$log"
    fail "The installation failed. Run as root and look: $command"
  fi
  rm -f "$log"
}

need_dotnet() {
  if ! command -v dotnet >/dev/null && [ -x "$HOME/.dotnet/dotnet" ]; then PATH="$HOME/.dotnet:$PATH"; fi
  command -v dotnet >/dev/null || fail "Missing: the .NET 10 SDK. Install it from your distribution (package dotnet-sdk-10.0) or from Microsoft."
  dotnet --list-sdks | grep -q '^10\.' || fail "Missing: the .NET 10 SDK; installed: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' '). Install package dotnet-sdk-10.0."
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

have_postgres() {
  local place
  for place in "${PG_BIN:-}" /usr/lib/postgresql/*/bin ${PATH//:/ }; do
    if [ -x "$place/initdb" ] && [ -x "$place/postgres" ]; then return 0; fi
  done
  return 1
}

need_postgres() {
  have_postgres && return 0
  # The host runs its own cluster; the package must not make and start another one.
  local conf=/etc/postgresql-common/createcluster.conf as_root=()
  if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null && sudo -n true 2>/dev/null; then as_root=(sudo -n); fi
  if { [ "$(id -u)" -eq 0 ] || [ ${#as_root[@]} -gt 0 ]; } && [ ! -e "$conf" ]; then
    "${as_root[@]}" mkdir -p "${conf%/*}"
    echo 'create_main_cluster = false' | "${as_root[@]}" tee "$conf" >/dev/null
  fi
  install_packages "PostgreSQL, the database the host runs for itself" postgresql
  have_postgres || fail "PostgreSQL was installed, but initdb and postgres are not found. Name their folder in PG_BIN."
}

# The browser modules are built with npm by the program's own build (build/FrontEnd.targets), only when their sources changed.
need_npm() {
  command -v npm >/dev/null || install_packages "npm, for the front-end build" nodejs npm
}

# Sets CSMS_CHROMIUM to a browser that really starts (Ubuntu's chromium package is a snap stub in containers). The shell comes first: the same
# engine without windows of its own takes two thirds of the processor time.
find_chromium() {
  local candidate path
  for candidate in "${CSMS_CHROMIUM:-}" chromium-headless-shell chromium google-chrome google-chrome-stable chromium-browser; do
    [ -n "$candidate" ] || continue
    path=$(command -v "$candidate") || continue
    if "$path" --version >/dev/null 2>&1; then CSMS_CHROMIUM=$path; export CSMS_CHROMIUM; return 0; fi
  done
  return 1
}

need_chromium() {
  # A build server gets the shell even where a whole browser is installed; where that fails, the whole one does as well.
  if [ "${CI:-}" = true ] && [ -z "${CSMS_CHROMIUM:-}" ] && ! command -v chromium-headless-shell >/dev/null; then
    (install_packages "Chromium without windows, for the tests in a browser" chromium-headless-shell) || say "Going on with the whole browser."
  fi
  find_chromium && return 0
  install_packages "Chromium, for the tests in a browser" chromium
  find_chromium || fail "No browser that starts: this distribution's chromium package is a snap. Install Google Chrome or Chromium as a plain program and name it in CSMS_CHROMIUM."
}
