const nearPx = 120;
const gapPx = 12;

/**
 * Keeps the newest message in view while the reader follows, and leaves the page alone once they
 * have scrolled away. A message taller than the view is shown from its first line: the verdict
 * stands there.
 * @param {HTMLElement} log
 * @param {HTMLElement} toNewest shown when something new waits below
 */
export function createFollower(log, toNewest) {
  let newest;
  /** News in a thread further up that nobody has seen yet. */
  let above;
  let isFollowing = true;
  let ownScrollTop = -1;

  function reveal() {
    scrollTo(newest);
    isFollowing = true;
    if (!above) toNewest.hidden = true;
  }

  function scrollTo(element) {
    const { top } = element.getBoundingClientRect();
    const start = log.scrollTop + top - log.getBoundingClientRect().top - gapPx;
    const end = log.scrollHeight - log.clientHeight;
    log.scrollTop = Math.max(0, Math.min(start, end));
    ownScrollTop = log.scrollTop;
  }

  function isInView(element) {
    const [own, box] = [element.getBoundingClientRect(), log.getBoundingClientRect()];
    return own.top >= box.top && own.bottom <= box.bottom;
  }

  function offer(words) {
    toNewest.textContent = words;
    toNewest.hidden = false;
  }

  log.addEventListener('scroll', () => {
    if (Math.abs(log.scrollTop - ownScrollTop) < 2) return;
    isFollowing = log.scrollHeight - log.scrollTop - log.clientHeight < nearPx;
    if (above && isInView(above)) above = undefined;
    if (isFollowing && !above) toNewest.hidden = true;
  });
  // A picture gets its height after it is drawn.
  log.addEventListener('load', () => newest && isFollowing && reveal(), true);
  toNewest.addEventListener('click', () => {
    const shown = above ?? newest;
    above = undefined;
    toNewest.hidden = true;
    if (shown === newest) reveal();
    else scrollTo(shown);
    shown.focus();
    isFollowing = shown === newest;
  });

  return {
    /** A new message stands at the end. */
    added(element, isMine) {
      newest = element;
      if (isMine || isFollowing) reveal();
      else if (!above) offer('New message below');
    },
    /** A reply stands further up: what the reader reads stays where it is. */
    inserted(element) {
      if (isInView(element)) return;
      above = element;
      offer('New reply above');
    },
    /** A message was changed in place; only the newest may move the view. */
    changed(element) {
      if (element === newest && isFollowing) reveal();
    },
  };
}
