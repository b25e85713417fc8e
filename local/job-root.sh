#!/bin/sh
# Runs a job inside the file system of the runner's image, as a container would: read-only but for an empty /tmp of its own, and nothing of this machine to be
# seen but its devices, processes and network. It stays one process all along, so that signals and exit codes are the job's own. Needs root.
# Usage: job-root.sh ROOT COMMAND [ARGUMENT...]
set -eu
# shellcheck disable=SC2016 # They are the inner shell's.
exec unshare --mount --propagation private sh -euc '
  root=$1
  shift
  mount --rbind "$root" "$root"
  mount --rbind /dev "$root/dev"
  mount -t proc proc "$root/proc"
  mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
  mount -o remount,bind,ro "$root"
  cd "$root"
  pivot_root . mnt
  umount -l /mnt
  cd /
  exec "$@"
' sh "$@"
