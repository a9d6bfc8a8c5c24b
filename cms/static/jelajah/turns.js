/** When things are done: one at a time, soon or never, later and later after each failure. */

/**
 * `work(isNow)` one at a time. Whoever calls while it runs is not turned away: it runs once more afterwards, because what it
 * has already looked at may be what the call is about (the line that has just come back, the complaint just written).
 */
export function oneAtATime(work) {
  let isRunning = false;
  let asked = null;
  return async function run(isNow) {
    asked = { isNow: isNow || Boolean(asked?.isNow) };
    if (isRunning) return;
    isRunning = true;
    try {
      while (asked) {
        const turn = asked;
        asked = null;
        await work(turn.isNow);
      }
    } finally {
      isRunning = false;
    }
  };
}

/** What comes soon, or else what was kept: nobody waits long for something that the phone has. */
export function soon(coming, kept, milliseconds = 1500) {
  if (!kept) return coming;
  const late = new Promise((resolve) => { setTimeout(resolve, milliseconds, kept); });
  return Promise.race([coming.catch(() => kept), late]);
}

const FIRST = 30;
const LONGEST = 6 * 3600;

/** The moment of the next attempt after so many failures: twice as far each time, spread by chance, not before `wait` is over. */
export function nextAttempt(failures, wait = 0) {
  const seconds = Math.min(FIRST * 2 ** failures, LONGEST) * (0.5 + Math.random() / 2);
  return Date.now() + Math.max(seconds, wait) * 1000;
}
