"""`make bench`: measures in a throw-away database and prints a table; nothing is kept.

BENCH_DESA=20 opens fewer desa, BENCH_ROUNDS=200 measures more often.
"""

import gc
import os
import sys
import time

from .database import thrown_away


def main() -> int:
    return thrown_away("bench", run)


def run() -> None:
    from . import hall
    from .stopwatch import measure

    rounds = int(os.environ.get("BENCH_ROUNDS", "60"))
    say("Building the small hall …")
    hall.build_small()
    small = measure(hall.addresses(), rounds)
    say(f"Opening {hall.desa_limit()} desa …")
    start = time.monotonic()
    count = hall.build_large()
    say(f"… {count} desa open after {time.monotonic() - start:.0f} s.")
    gc.collect()
    gc.freeze()  # what opening the desa left behind must not slow every later collection
    large = measure(hall.addresses(), rounds)
    show(small, large, count)


def show(small: tuple, large: tuple, count: int) -> None:
    """The table in Markdown: × is CPU time in times of the bare view measured in the same minutes.

    Cold means that nothing is kept at all; made, that the answer is made while what its section shares is remembered.
    """
    (bare, few), (bare_later, many) = small, large
    print(f"\nBare Django view: {bare:.3f} ms CPU, {bare_later:.3f} ms in the second half\n")
    print(
        f"| 1 → {count} desa | queries cold, made, kept | cold, × bare | change "
        "| made, ms | made, × bare | change | kept, × bare | bytes (gzip) |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, one in few.items():
        all_ = many[name]
        made, made_later = one.made_ms / bare, all_.made_ms / bare_later
        cold, cold_later = one.cold_ms / bare, all_.cold_ms / bare_later
        print(
            f"| {name} | {one.cold}, {one.made}, {one.kept} → {all_.cold}, {all_.made}, {all_.kept} "
            f"| {cold:.0f} → {cold_later:.0f} | {(cold_later / cold - 1) * 100:+.0f} % "
            f"| {one.made_ms:.2f} → {all_.made_ms:.2f} | {made:.0f} → {made_later:.0f} "
            f"| {(made_later / made - 1) * 100:+.0f} % "
            f"| {one.kept_ms / bare:.1f} → {all_.kept_ms / bare_later:.1f} | {all_.size:,} |"
        )


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
