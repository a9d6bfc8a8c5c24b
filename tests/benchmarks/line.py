"""`make bench-line`: how long a page takes on a slow line, in a real browser, through a line that we slow down ourselves.

Measures the site that `make run` serves (BENCH_SITE names another one); BENCH_ROUNDS=5 visits to each page. The browser's
own throttle delays each request and knows nothing of how a connection starts slowly, which is what the first 14 kB are
about; and `tc netem` is missing in containers. So bytes pass through `SlowLine`. It speaks HTTP/1.1 without TLS records:
use its seconds to compare. What the site answered once is kept, so that only the line and the browser are measured.
"""

from __future__ import annotations

import asyncio
import gzip
import http.client
import importlib
import json
import os
import shutil
import statistics
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

SEGMENT, FIRST_WINDOW, LARGEST_WINDOW = 1460, 10, 256
# Exists nowhere: the line knows only one site.
ORIGIN = "http://pendopo.example"
PHONE = {"width": 360, "height": 640}
SERVER_SECONDS = 0.05
SLOWER_CPU = 4
COMPRESSED = {"text/html", "text/css", "text/javascript", "image/svg+xml"}
ON_THE_WAY_ONLY = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}

# Round trip in seconds, bits per second.
LINES = {"2G": (0.8, 280_000), "slow 3G": (0.4, 400_000), "3G": (0.3, 1_600_000)}
# Largest contentful paint in seconds that we aim at (experience.md §6); the bench fails above a quarter more.
AIMS = {
    "home": {"2G": 5.0, "slow 3G": 3.0, "3G": 2.0},
    "news": {"2G": 7.0, "slow 3G": 4.0, "3G": 2.5},
    "service": {"2G": 5.0, "slow 3G": 3.0, "3G": 2.0},
    "form": {"2G": 5.0, "slow 3G": 3.0, "3G": 2.0},
}
HEADLINE_ON_2G = 3.5
MOST_SHIFT, MOST_BLOCKED = 0.1, 0.2
TOLERANCE = 1.25

# What the page itself knows about how it came: seconds, and the share of the screen that moved.
WATCH = """
window.seen = {fcp: 0, lcp: 0, shift: 0, blocked: 0};
const on = (type, read) => new PerformanceObserver(list => list.getEntries().forEach(read))
    .observe({type, buffered: true});
on('paint', e => { if (e.name === 'first-contentful-paint') seen.fcp = e.startTime / 1000; });
on('largest-contentful-paint', e => { seen.lcp = e.startTime / 1000; });
on('layout-shift', e => { if (!e.hadRecentInput) seen.shift += e.value; });
on('longtask', e => { seen.blocked += Math.max(0, e.duration - 50) / 1000; });
"""
WEIGHT = """
[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
    .reduce((sum, e) => [sum[0] + e.transferSize, sum[1] + 1], [0, 0])
"""


@dataclass
class SlowLine:
    """A line to one site: two round trips until a connection stands, windows that double, one rate for all connections."""

    site: str
    round_trip: float = 0.0
    bits: int = 10**9
    kept: dict[str, bytes] = field(default_factory=dict)
    free_at: float = 0.0

    async def connection(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves one connection of the browser until it closes it.

        The browser takes this for a SOCKS proxy: so it knows that the connection does not stand before we say so, and
        may use another one that has become free in the meantime, as on a real line.
        """
        try:
            await reader.readexactly(3)
            writer.write(b"\x05\x00")
            *_, length = await reader.readexactly(5)
            await reader.readexactly(length + 2)
            await asyncio.sleep(2 * self.round_trip)  # TCP and TLS shake hands
            writer.write(b"\x05\x00\x00\x01" + bytes(6))
            window = FIRST_WINDOW
            while request := await reader.readuntil(b"\r\n\r\n"):
                await asyncio.sleep(self.round_trip / 2)
                answer = await asyncio.to_thread(self.ask, request.decode("latin-1"))
                await asyncio.sleep(SERVER_SECONDS + self.round_trip / 2)
                window = await self.send(answer, writer, window)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the browser has gone, or the bench has come to its end
        finally:
            writer.close()

    async def send(self, answer: bytes, writer: asyncio.StreamWriter, window: int) -> int:
        """Sends window by window: the next one leaves when the first bytes of this one are confirmed."""
        while answer:
            burst, answer = answer[: window * SEGMENT], answer[window * SEGMENT :]
            begun = time.monotonic()
            for start in range(0, len(burst), SEGMENT):
                piece = burst[start : start + SEGMENT]
                self.free_at = max(self.free_at, time.monotonic()) + len(piece) * 8 / self.bits
                await asyncio.sleep(self.free_at - time.monotonic())
                writer.write(piece)
            await writer.drain()
            if answer:
                await asyncio.sleep(max(0.0, begun + self.round_trip - time.monotonic()))
            window = min(window * 2, LARGEST_WINDOW)
        return window

    def ask(self, request: str) -> bytes:
        """The site's answer to a GET, as it stands on the wire; asked once."""
        first, *lines = request.split("\r\n")
        path = first.split(" ")[1]
        if path not in self.kept:
            headers = dict(line.split(": ", 1) for line in lines if ": " in line)
            upstream = http.client.HTTPConnection(urlsplit(self.site).netloc, timeout=60)
            upstream.request("GET", path, headers=headers | {"Host": urlsplit(self.site).netloc})
            response = upstream.getresponse()
            body = response.read()
            packed = []
            # The server of development sends its files as they are written; in production they are compressed.
            if response.headers.get_content_type() in COMPRESSED and "Content-Encoding" not in response.headers:
                body, packed = gzip.compress(body, 6), ["Content-Encoding: gzip"]
            kept = [f"{name}: {value}" for name, value in response.getheaders() if name.lower() not in ON_THE_WAY_ONLY]
            head = [
                f"HTTP/1.1 {response.status} {response.reason}",
                *kept,
                *packed,
                f"Content-Length: {len(body)}",
                "",
                "",
            ]
            self.kept[path] = "\r\n".join(head).encode("latin-1") + body
            upstream.close()
        return self.kept[path]


@dataclass
class Visit:
    """One cold visit: seconds until something and until the largest thing is seen, what moved, what was blocked, weight."""

    fcp: float
    lcp: float
    shift: float
    blocked: float
    size: int
    requests: int


def addresses(site: str) -> dict[str, str]:
    """A page of each kind that is measured: the home page, an article with a picture, a service, the complaint form."""
    connection = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)

    def first(kind: str) -> str:
        connection.request("GET", f"/api/v1/pages/?type={kind}&limit=20")
        items = json.load(connection.getresponse())["items"]
        # With a picture where the kind has one: that is the slower case.
        item = next((item for item in items if item.get("picture")), items[0])
        return urlsplit(item["url"]).path

    return {"home": "/", "news": first("news"), "service": first("service"), "form": "/pengaduan/tulis/"}


@asynccontextmanager
async def browsers(path: str, proxy: str) -> AsyncIterator[Any]:
    playwright = importlib.import_module("playwright.async_api")
    async with playwright.async_playwright() as started:
        browser = await started.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"], proxy={"server": proxy}
        )
        yield browser
        await browser.close()


async def visit(browser: Any, address: str) -> Visit:
    """Opens the page in a browser that knows nothing yet, on a phone with a slow processor; scrolls to its end."""
    context = await browser.new_context(viewport=PHONE, device_scale_factor=2, is_mobile=True, locale="id-ID")
    page = await context.new_page()
    await page.add_init_script(WATCH)
    devtools = await context.new_cdp_session(page)
    await devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_CPU})
    await page.goto(address, wait_until="load", timeout=120_000)
    await page.wait_for_timeout(300)
    seen = await page.evaluate("window.seen")
    await page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    await page.wait_for_load_state("networkidle", timeout=120_000)
    size, requests = await page.evaluate(WEIGHT)
    shift = await page.evaluate("window.seen.shift")
    await context.close()
    return Visit(seen["fcp"], seen["lcp"], shift, seen["blocked"], size, requests)


async def run(site: str, path: str, rounds: int) -> int:
    """Prints the table; gives how many limits were missed."""
    line = SlowLine(site)
    server = await asyncio.start_server(line.connection, "127.0.0.1", 0, limit=2**20)
    proxy = f"socks5://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    missed = 0
    print("| page | line | FCP, s | LCP, s (aim) | CLS | blocked, s | kB | requests | |")
    print("|---|---|---|---|---|---|---|---|---|")
    async with server, browsers(path, proxy) as browser:
        for name, address in addresses(site).items():
            await visit(browser, ORIGIN + address)  # asks the site for everything once
            for kind, (line.round_trip, line.bits) in LINES.items():
                visits = []
                for _ in range(rounds):
                    line.free_at = 0.0
                    visits.append(await visit(browser, ORIGIN + address))
                wrong = judge(name, kind, typical := median(visits))
                missed += len(wrong)
                print(
                    f"| {name} | {kind} | {typical.fcp:.1f} | {typical.lcp:.1f} ({AIMS[name][kind]:.1f}) "
                    f"| {typical.shift:.3f} | {typical.blocked:.2f} | {typical.size / 1000:.1f} "
                    f"| {typical.requests} | {', '.join(wrong) or 'holds'} |",
                    flush=True,
                )
            line.round_trip, line.bits = 0.0, 10**9
    return missed


def median(visits: list[Visit]) -> Visit:
    """What is typical of several visits, each value for itself."""
    columns = zip(*(vars(one).values() for one in visits), strict=True)
    return Visit(*(statistics.median_high(column) for column in columns))


def judge(name: str, kind: str, typical: Visit) -> list[str]:
    """Which limits were missed."""
    wrong = {
        "LCP": typical.lcp > AIMS[name][kind] * TOLERANCE,
        "headline": kind == "2G" and typical.fcp > HEADLINE_ON_2G * TOLERANCE,
        "CLS": typical.shift > MOST_SHIFT,
        "blocked": typical.blocked > MOST_BLOCKED,
    }
    return [limit for limit, is_missed in wrong.items() if is_missed]


def main() -> int:
    site = os.environ.get("BENCH_SITE", f"http://127.0.0.1:{os.environ.get('PORT', '8000')}").rstrip("/")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        sys.exit("no Chromium on this machine (apt-get install chromium)")
    try:
        addresses(site)
    except OSError:
        sys.exit(f"nothing answers at {site}: start `make run` beside this")
    return min(1, asyncio.run(run(site, path, int(os.environ.get("BENCH_ROUNDS", "5")))))


if __name__ == "__main__":
    sys.exit(main())
