const quietAfterMs = 15_000;

/** The line under the messages that says the bot is at work, or that it takes unusually long. */
export function createTyping(line, words) {
  let timer;
  return {
    start() {
      clearTimeout(timer);
      line.hidden = false;
      words.textContent = 'Reconnect is working on it';
      line.scrollIntoView({ block: 'nearest' });
      timer = setTimeout(() => {
        words.textContent = 'No answer yet. It stays open; the answer appears here when it comes.';
      }, quietAfterMs);
    },
    stop() {
      clearTimeout(timer);
      line.hidden = true;
    },
  };
}
