const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' });
const exact = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(undefined, { weekday: 'long', day: 'numeric', month: 'long' });
const full = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' });

/** A `<time>` with hour and minute in the reader's zone; the whole moment on hover. */
export function timeElement(iso) {
  return elementOf(iso, clock);
}

/** The same to the second. */
export function exactTimeElement(iso) {
  return elementOf(iso, exact);
}

function elementOf(iso, format) {
  const at = new Date(iso);
  const element = document.createElement('time');
  element.dateTime = iso;
  element.textContent = format.format(at);
  element.title = full.format(at);
  return element;
}

export function dayName(iso) {
  return day.format(new Date(iso));
}
