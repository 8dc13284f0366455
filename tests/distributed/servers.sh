#!/usr/bin/env bash
# Installs what tests/distributed starts, from Debian's packages, and starts none of it. Needs root or sudo only when
# something is missing.
set -euo pipefail

packages=()
if ! command -v redis-server >/dev/null; then packages+=(redis-server); fi
if ! compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; then packages+=(postgresql); fi
if ! PATH="$PATH:/usr/sbin" command -v mariadbd >/dev/null; then
  packages+=(mariadb-server-core mariadb-client-core)
fi
if ! ((${#packages[@]})); then exit; fi

as_root=()
if ((EUID)); then as_root=(sudo); fi
policy=/usr/sbin/policy-rc.d
if [[ ! -e $policy ]]; then
  # Debian starts what it installs; the tests start their own, on ports of their own.
  trap '"${as_root[@]}" rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' | "${as_root[@]}" install -m 755 /dev/stdin "$policy"
fi
"${as_root[@]}" apt-get update -q
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "${packages[@]}"
