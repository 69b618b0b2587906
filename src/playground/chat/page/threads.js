/** Where the next reply to a message goes: below it and the replies it has. */
export function findPlace(root) {
  let last = root;
  while (last.nextElementSibling?.classList.contains('reply')) last = last.nextElementSibling;
  return last;
}

/**
 * A reply says to what, also where nobody sees it stand below.
 * @param {HTMLElement} element the message that is a reply
 * @param {HTMLElement | undefined} root the message it replies to, when it is on the page
 */
export function nameReply(element, root) {
  element.classList.add('reply');
  element.classList.toggle('alone', !root);
  const heading = root?.querySelector('[role="heading"], .bubble')?.textContent.trim();
  const title = heading ? heading.slice(0, longestTitle) : 'an earlier message';
  element.setAttribute('aria-label', `Reply to ${title}`);
}

const longestTitle = 80;
