/** The words that the portal sent along, in the language of the page; no module has words of its own. */

export const WORDS = JSON.parse(document.getElementById('words').textContent);

/** A word by name; `{name}` in it is replaced. */
export const say = (name, values = {}) => WORDS[name].replace(/\{(\w+)\}/g, (_all, key) => values[key]);

const locale = document.documentElement.lang;

export const day = (iso) => new Intl.DateTimeFormat(locale, { dateStyle: 'long' }).format(new Date(iso));
export const moment = (iso, zone) => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(iso));
/** Day and short month of a moment, as a leaf of the calendar has them. */
export const month = (iso, zone) => [{ day: 'numeric' }, { month: 'short' }].map((part) => new Intl.DateTimeFormat(locale, { ...part, timeZone: zone }).format(new Date(iso)));
export const weekday = (number) => new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, number)));
export const rupiah = (money) => (Number(money.amount) ? new Intl.NumberFormat(locale, { style: 'currency', currency: money.currency, maximumFractionDigits: 0 }).format(money.amount) : say('free'));
export const size = (bytes) => (bytes < 1e6 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
