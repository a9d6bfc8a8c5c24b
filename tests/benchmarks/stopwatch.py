"""Sends requests through the whole application in this process and counts queries and CPU time."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.core.cache import cache, caches
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

# The bare view is so quick that it is timed in batches.
BATCH = 20
Application = Callable[[dict[str, Any], Callable[..., Any]], Any]


@dataclass
class Cost:
    """What one address costs: queries, bytes sent, milliseconds of CPU.

    Cold: nothing is kept. Made: the answer is not kept, what its section shares is. Kept: the whole answer is.
    """

    cold: int
    made: int
    kept: int
    size: int
    cold_ms: float = 0.0
    made_ms: float = 0.0
    kept_ms: float = 0.0


def bare_application() -> Application:
    with override_settings(MIDDLEWARE=["tests.benchmarks.bare.OnlyTheBareView"]):
        return WSGIHandler()


def send(application: Application, address: str, encoding: str = "") -> bytes:
    """One GET through a WSGI application, body read and closed; an error when it is not answered with 200."""
    path, _, query = address.partition("?")
    statuses: list[str] = []
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8000",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8000",
        "REMOTE_ADDR": "127.0.0.1",
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.version": (1, 0),
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    if encoding:
        environ["HTTP_ACCEPT_ENCODING"] = encoding
    response = application(environ, lambda status, headers, exc_info=None: statuses.append(status))
    body = b"".join(response)
    response.close()
    if not statuses[0].startswith("200"):
        raise AssertionError(f"{address} answered {statuses[0]}: {body[:300]!r}")
    return body


def cpu_ms(work: Callable[[], Any]) -> float:
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def queries(application: Application, address: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        send(application, address)
    return sum(not query["sql"].startswith("PRAGMA") for query in captured)


@override_settings(API_READS_PER_ADDRESS=10**9)  # counted as ever, but here everybody asks from one address
def measure(addresses: dict[str, str], rounds: int) -> tuple[float, dict[str, Cost]]:
    """CPU of the bare view in milliseconds, and the cost of each address, timed in turn with it."""
    ours, bare = WSGIHandler(), bare_application()
    costs = {}
    for name, address in addresses.items():
        with override_settings(PAGE_CACHE_SECONDS=0):
            size = len(send(ours, address, "gzip"))  # the first answer makes pictures and loads templates
            cache.clear()
            cold = queries(ours, address)
        with override_settings(PAGE_CACHE_SECONDS=60):
            send(ours, address)
            caches["answers"].clear()
            costs[name] = Cost(cold, made=queries(ours, address), kept=queries(ours, address), size=size)
    bare_times: list[float] = []
    cold_times, made_times, kept_times = ({name: [] for name in addresses} for _ in range(3))
    for _ in range(rounds):
        for name, address in addresses.items():
            bare_times.append(cpu_ms(lambda: [send(bare, "/") for _ in range(BATCH)]) / BATCH)
            with override_settings(PAGE_CACHE_SECONDS=0):
                cold_times[name].append(cpu_ms(lambda a=address: send(ours, a)))
            with override_settings(PAGE_CACHE_SECONDS=60):
                caches["answers"].clear()
                made_times[name].append(cpu_ms(lambda a=address: send(ours, a)))
                kept_times[name].append(cpu_ms(lambda a=address: [send(ours, a) for _ in range(BATCH)]) / BATCH)
    for name, cost in costs.items():
        cost.cold_ms, cost.made_ms, cost.kept_ms = (
            typical(times[name]) for times in (cold_times, made_times, kept_times)
        )
    return typical(bare_times), costs


def typical(times: list[float]) -> float:
    """The first quartile: whatever else runs on the machine only ever adds time."""
    return statistics.quantiles(times, n=4)[0]
