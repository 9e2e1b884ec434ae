# shellcheck shell=bash
# What the scripts beside it share; they read it with `source` and stand in the project's folder by then.

show_help_if_asked() { # the script, its arguments: prints the comment at the script's head
  case ${2-} in
    -h | --help) sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p;}' "$1" && exit ;;
  esac
}

need_packages() { # requirements.txt or requirements-dev.txt: .venv holds them afterwards
  local stamp=.venv/installed wanted
  wanted=$(pwd -P && cat requirements.txt requirements-dev.txt | cksum)
  # Only a finished installation has a stamp; a moved or half-made one is made anew.
  if [ "$(head -n 1 "$stamp" 2>/dev/null)" != "$(pwd -P)" ] || ! .venv/bin/python -c ''; then
    make_venv
  fi
  # The packages for tests hold those of the site, so that stamp serves both.
  case $(cat "$stamp" 2>/dev/null) in "$wanted"*"$1" | "$wanted"*requirements-dev.txt) return ;; esac
  rm -f "$stamp"
  echo "Installing $1 into .venv; the first time this takes about a minute ..."
  .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$1"
  echo "$wanted $1" >"$stamp"
}

make_venv() {
  local python
  for python in python3 python3.14 python3.13 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
      "$python" -m venv --clear .venv && return
      echo "$python could not make .venv, see above. Debian and Ubuntu need the package python3-venv." >&2
      exit 1
    fi
  done
  echo "Newsroom needs Python 3.11 or newer; here is $(python3 --version 2>&1 || echo none)." >&2
  exit 1
}

need_dotenv() { # .env exists afterwards; one that is there stays as it is
  [ -e .env ] && return
  (
    umask 077 # the key is nobody else's
    cat >.env.new <<DOTENV
# What differs between machines. Everything but the key has a safe default.
SECRET_KEY=$(.venv/bin/python -c 'import secrets; print(secrets.token_urlsafe(50))')
DEBUG=False
# SITE_URL=https://news.example.org
# ALLOWED_HOSTS=news.example.org
# DATABASE_URL=postgres://newsroom@localhost/newsroom
DOTENV
    mv .env.new .env
  )
}

need_free_port() { # the number: refuses where another program listens on it
  .venv/bin/python - "$1" <<'PYTHON'
import socket, sys

port = sys.argv[1]
try:
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(("127.0.0.1", int(port)))
except (OSError, OverflowError, ValueError) as refused:
    sys.exit(f"Port {port} cannot be used ({refused}). Choose another: PORT=8001 bin/demo")
PYTHON
}
