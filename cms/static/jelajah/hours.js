/** Whether a place is open at this moment, in its own zone; spans may go past midnight. */

const DAYS = { Mon: 1, Tue: 2, Wed: 3, Thu: 4, Fri: 5, Sat: 6, Sun: 7 };

/** Weekday (1 is Monday) and time ("08:30") where the place is. */
export function localNow(zone, at = new Date()) {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const found = Object.fromEntries(parts.formatToParts(at).map((part) => [part.type, part.value]));
  return { day: DAYS[found.weekday], time: `${found.hour}:${found.minute}` };
}

/** True, false, or null where no hours are told. */
export function isOpen(hours, zone, at) {
  if (!hours?.length) return null;
  const { day, time } = localNow(zone, at);
  const before = day === 1 ? 7 : day - 1;
  return hours.some((row) => {
    if (row.is_closed || !row.opens || !row.closes) return false;
    const isPastMidnight = row.closes <= row.opens;
    if (row.day === day && time >= row.opens && (isPastMidnight || time < row.closes)) return true;
    return isPastMidnight && row.day === before && time < row.closes;
  });
}
