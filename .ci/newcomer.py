"""Runs bin/demo twice on an untouched copy of the last commit, and reads it as a visitor would."""

import http.client
import os
import re
import signal
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

PORT = 8765
PATIENCE_SECONDS = 600
PAGES = ["/", "/uk/", "/ru/", "/articles/", "/events/", "/people/", "/statements/", "/admin/login/"]
# A newcomer has no variable of ours, but may need those of the machine to reach its packages.
KEPT = re.compile(r"^(PATH|HOME|LANG|LC_.*|TMPDIR|PIP_.*|SSL_.*|.*_proxy)$", re.IGNORECASE)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        unpack_last_commit(folder)
        for turn in ("first", "second"):
            started = time.monotonic()
            read_the_demo(folder)
            print(f"bin/demo, {turn} time: {time.monotonic() - started:.0f} s", flush=True)


def unpack_last_commit(folder: str) -> None:
    archive = Path(folder) / "commit.tar"
    subprocess.run(["git", "archive", "--output", archive, "HEAD"], check=True)
    with tarfile.open(archive) as commit:
        commit.extractall(folder, filter="data")


def read_the_demo(folder: str) -> None:
    environment = {name: value for name, value in os.environ.items() if KEPT.match(name)}
    demo = subprocess.Popen(
        [Path(folder) / "bin/demo"],
        env=environment | {"PORT": str(PORT)},
        start_new_session=True,
    )
    try:
        wait_until_it_answers(demo)
        read_pages()
    finally:
        if demo.poll() is None:
            os.killpg(demo.pid, signal.SIGINT)
            demo.wait(timeout=60)


def wait_until_it_answers(demo: subprocess.Popen) -> None:
    limit = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < limit:
        if demo.poll() is not None:
            sys.exit(f"bin/demo ended with {demo.returncode} before it served a page.")
        try:
            get("/healthz")
        except OSError:
            time.sleep(0.2)
        else:
            return
    sys.exit(f"bin/demo served no page within {PATIENCE_SECONDS} seconds.")


def read_pages() -> None:
    for path in PAGES:
        expect(path, 200)
    style = re.search(r'href="(/static/[^"]+\.css)"', get("/")[1])
    expect(style[1] if style else "/static/ (no style sheet on the front page)", 200)
    expect("/no-such-page/", 404)


def expect(path: str, status: int) -> None:
    if (answer := get(path)[0]) != status:
        sys.exit(f"{path} answered {answer}, not {status}.")


def get(path: str) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=30)
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read().decode()


if __name__ == "__main__":
    main()
