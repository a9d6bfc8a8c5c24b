"""A bad line and a server that dies: what stands between a phone in the hills and the regency, for tests."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    """The portal as it is delivered, in a process of its own that can be killed and comes back on the same port."""

    def __init__(self, **environment: str) -> None:
        self.port = free_port()
        self.environment = os.environ | environment
        self.process: subprocess.Popen | None = None
        self.starts = 0

    def start(self) -> None:
        self.starts += 1
        granian = [sys.executable, "-m", "granian", "cms.wsgi:application", "--interface", "wsgi", "--no-ws"]
        more = ["--host", "127.0.0.1", "--port", str(self.port), "--blocking-threads", "4", "--log-level", "critical"]
        self.process = subprocess.Popen(
            [*granian, *more], cwd=ROOT, env=self.environment, start_new_session=True, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 180
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError), urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=2):
                return
            time.sleep(0.1)
        raise TimeoutError("the server did not start")

    def kill(self) -> None:
        """As when the power fails: no process of it lives to tidy up."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


class Line:
    """A relay to the server that cuts, stalls and repeats what passes; `badness` from 0 to 1 says how often."""

    def __init__(self, to: int, *, badness: float = 0.25, seed: int = 1) -> None:
        self.to, self.badness, self.chance = to, badness, random.Random(seed)
        self.cut = self.repeated = self.connections = 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self.accept, daemon=True).start()

    def close(self) -> None:
        self.listener.close()

    def accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _address = self.listener.accept()
                threading.Thread(target=self.carry, args=(near,), daemon=True).start()

    def carry(self, near: socket.socket) -> None:
        self.connections += 1
        is_bad = self.chance.random() < self.badness
        # Most lines break within the first photo, many within the first lines of a request or of its answer.
        left = int(self.chance.expovariate(1 / 20_000)) if is_bad else 10**12
        sent = bytearray()
        try:
            far = socket.create_connection(("127.0.0.1", self.to), timeout=30)
        except OSError:
            near.close()
            return
        budget = [left]
        back = threading.Thread(target=self.pass_on, args=(far, near, budget, None), daemon=True)
        back.start()
        self.pass_on(near, far, budget, sent)
        back.join(30)
        for one in (near, far):
            one.close()
        if is_bad:
            self.cut += 1
        if 0 < len(sent) < 2_000_000 and self.chance.random() < self.badness / 2:
            self.repeat(bytes(sent))

    def pass_on(self, source: socket.socket, target: socket.socket, budget: list[int], kept: bytearray | None) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(8192):
                if self.chance.random() < self.badness / 10:
                    time.sleep(self.chance.random() / 5)
                part = data[: max(0, budget[0])]
                budget[0] -= len(data)
                if kept is not None:
                    kept += part
                target.sendall(part)
                if budget[0] <= 0:
                    break
        for one in (source, target) if budget[0] <= 0 else (target,):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR if budget[0] <= 0 else socket.SHUT_WR)

    def repeat(self, data: bytes) -> None:
        """The same bytes once more, as networks do; nobody waits for the answer."""
        self.repeated += 1
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.to), timeout=10) as far:
            far.sendall(data)
            far.settimeout(2)
            while far.recv(65536):
                pass


def environment_of(connection: Any, var: Path) -> dict[str, str]:
    """What a server process needs to work on the database of this test, with a disk of its own."""
    settings = connection.settings_dict
    if connection.vendor == "sqlite":
        url = f"sqlite:///{settings['NAME']}"
    else:
        host, port = settings["HOST"] or "", settings["PORT"] or ""
        at = f"{settings['USER']}{':' + settings['PASSWORD'] if settings['PASSWORD'] else ''}@{host}{f':{port}' if port else ''}"
        url = f"postgres://{at}/{settings['NAME']}"
    return {
        "DJANGO_SETTINGS_MODULE": "cms.settings.dev",
        "DATABASE_URL": url,
        "VAR_DIR": str(var),
        "EMAIL_URL": "dummymail://",
        "API_READS_PER_ADDRESS": "0",
    }
