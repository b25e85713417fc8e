#!/bin/sh
# Assembles the file system of the runner's image in ROOT, on a machine without a container engine: the Debian of the Dockerfile by mmdebstrap, the same list
# of packages, and the same install.sh inside. Needs root.
# Usage: assemble.sh CONTEXT ROOT NODE
set -eu
umask 022
context=$1 root=$2 node=$3

packages=$(sed 's/#.*//' "$context/packages.txt" | tr -s ' \n' ',')
mmdebstrap --quiet --variant=minbase --mode=root --include="$packages" bookworm "$root"
install -D -m 755 "$node" "$root/usr/local/bin/node"
install -D -m 755 "$context/claude" "$root/opt/claude-code/claude"
cp -R "$context/runner" "$root/opt/runner"

# Inside it has what a build of an engine has: the context, devices, processes, names of hosts, and the certificates that this machine trusts.
mkdir -p "$root/context" "$root/etc/ssl/certs"
for file in /etc/resolv.conf /etc/hosts; do : >"$root$file"; done
# shellcheck disable=SC2016 # They are the inner shell's.
unshare --mount --propagation private sh -euc '
  context=$1 root=$2
  mount --bind "$context" "$root/context"
  mount -t proc proc "$root/proc"
  mount --rbind /dev "$root/dev"
  mount -t tmpfs tmpfs "$root/tmp"
  for place in /etc/resolv.conf /etc/hosts /etc/ssl/certs; do
    if [ -e "$place" ]; then mount --bind "$place" "$root$place"; fi
  done
  exec chroot "$root" /context/install.sh /context node toolbox tidy runner check
' sh "$context" "$root"
rmdir "$root/context"
