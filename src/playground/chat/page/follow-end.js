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
  let isFollowing = true;
  let ownScrollTop = -1;

  function reveal() {
    const { top } = newest.getBoundingClientRect();
    const start = log.scrollTop + top - log.getBoundingClientRect().top - gapPx;
    const end = log.scrollHeight - log.clientHeight;
    log.scrollTop = Math.max(0, Math.min(start, end));
    ownScrollTop = log.scrollTop;
    isFollowing = true;
    toNewest.hidden = true;
  }

  log.addEventListener('scroll', () => {
    if (Math.abs(log.scrollTop - ownScrollTop) < 2) return;
    isFollowing = log.scrollHeight - log.scrollTop - log.clientHeight < nearPx;
    if (isFollowing) toNewest.hidden = true;
  });
  // A picture gets its height after it is drawn.
  log.addEventListener('load', () => newest && isFollowing && reveal(), true);
  toNewest.addEventListener('click', () => {
    reveal();
    newest.focus();
  });

  return {
    /** A new message stands at the end. */
    added(element, isMine) {
      newest = element;
      if (isMine || isFollowing) reveal();
      else toNewest.hidden = false;
    },
    /** A message was changed in place; only the newest may move the view. */
    changed(element) {
      if (element === newest && isFollowing) reveal();
    },
  };
}
