#!/bin/sh
# Makes the runner's image out of a bare Debian, as root: the Dockerfile runs it, and assemble.sh where there is no container engine.
# Usage: install.sh CONTEXT STEP...   The steps, in their order: packages node toolbox tidy runner check
set -eu
umask 022
context=$1
shift

packages() {
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  apt-get upgrade -y -q
  sed 's/#.*//' "$context/packages.txt" | xargs apt-get install -y -q --no-install-recommends
}

# Of Node's own image only the program is needed.
node() {
  for folder in /usr/local/lib/node_modules /usr/local/include /usr/local/share /opt/yarn-*; do rm -rf "$folder"; done
  find /usr/local/bin -mindepth 1 ! -name node -delete
  rm -rf /home/node
}

# A pip of its own makes it, and is gone afterwards.
toolbox() {
  python3 -m venv /tmp/pip
  python3 -m venv --without-pip /opt/toolbox
  /tmp/pip/bin/python3 -m pip --quiet --python /opt/toolbox/bin/python3 install --no-input --no-cache-dir --disable-pip-version-check \
    --only-binary :all: --require-hashes --requirement "$context/toolbox/requirements.txt"
  /opt/toolbox/bin/python3 "$context/toolbox/finish.py"
  rm -rf /tmp/pip
}

# Caches, lists and documentation that nobody reads in a job; the licences stay.
tidy() {
  apt-get clean
  find /usr/share/doc -mindepth 1 ! -type d ! -name copyright -delete
  find /usr/share/doc -mindepth 1 -type d -empty -delete
  rm -rf /usr/share/man /usr/share/info /usr/share/locale /usr/share/lintian /usr/share/linda /usr/share/groff \
    /usr/share/bash-completion /usr/share/zsh /usr/share/gitweb
  find /var/lib/apt/lists /var/cache /var/log /tmp /var/tmp /root -mindepth 1 -delete
}

# What the runner compiles at its start, compiled beforehand for the Node that is here.
runner() {
  NODE_COMPILE_CACHE=/opt/runner/compile-cache /usr/local/bin/node /opt/runner/warm.mjs
  rm /opt/runner/warm.mjs
  printf '{"node": "%s", "claude": "%s"}\n' "$(/usr/local/bin/node -p process.versions.node)" \
    "$(HOME=/tmp /opt/claude-code/claude --version | cut -d ' ' -f 1)" >/opt/runner/versions.json
}

# As the agent will be: with a user id that nobody has, and without root's home.
as_agent() {
  setpriv --reuid 61000 --regid 61000 --clear-groups env -i HOME=/tmp LANG=C.UTF-8 \
    PATH=/opt/toolbox/bin:/usr/local/bin:/usr/bin:/bin "$@" >/dev/null || {
    echo "install.sh: the agent cannot run: $*" >&2
    exit 1
  }
}

check() {
  for program in bwrap socat bash tar ps git awk sed iconv unzip zip pdftotext pdftoppm fc-list python3 node; do
    as_agent sh -c "command -v $program"
  done
  as_agent /opt/claude-code/claude --version
  as_agent sh -c 'printf "\260\241" | iconv -f CP949 -t UTF-8'
  as_agent sh -c 'fc-list :lang=ko | grep .'
  as_agent env MPLBACKEND=Agg MPLCONFIGDIR=/tmp python3 -c 'import docx, matplotlib.pyplot, openpyxl, pandas, pypdf, reportlab'
  find /tmp -mindepth 1 -delete
}

for step in "$@"; do
  echo "== $step"
  "$step"
done
