# shellcheck shell=bash
# Sourced by .ci/run and by the scripts beside this one.

# Installs packages of Debian, as root or with a sudo that asks nothing.
debian() {
  local as=()
  [ "$(id -u)" = 0 ] || as=(sudo -n)
  { "${as[@]}" apt-get update -qq \
    && "${as[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$@"; } > /dev/null 2>&1
}

# What cannot be had is said and left out. For a release (COMPLETE=1) nothing is left out.
without() {
  echo "no $1 here"
  [ "${COMPLETE:-}" != 1 ] || { echo "COMPLETE=1: nothing may be left out"; exit 1; }
}
