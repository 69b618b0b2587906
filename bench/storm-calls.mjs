// What the chat saw of a storm.
const minuteMs = 60_000;

/** What is kept of a call. */
export function readCard(body) {
  const activity = JSON.parse(body);
  return {
    isCard: (activity.attachments?.length ?? 0) > 0,
    hub: /storm-hub-\d/.exec(body)?.[0],
    // The state word stands in the headline of the card.
    state: /(Firing|Acknowledged|Recovering|Resolved) · storm-hub/.exec(body)?.[1],
    namesOdd: body.includes('pump-with-another-cause'),
  };
}

export function summarizeCalls(calls) {
  const taken = calls.filter(({ refused }) => !refused);
  const posts = taken.filter(({ method }) => method === 'POST');
  const each = groupByConversation(posts);
  const all = groupByConversation(taken);
  return {
    cards: posts.filter(({ what }) => what.isCard).length,
    replies: posts.filter(({ what }) => !what.isCard).length,
    updates: taken.length - posts.length,
    refused: calls.length - taken.length,
    mostMessages: mostAMinute(each),
    mostRequests: mostAMinute(all),
  };
}

function groupByConversation(calls) {
  const groups = new Map();
  for (const { conversation, at } of calls) {
    groups.set(conversation, [...(groups.get(conversation) ?? []), at]);
  }
  return [...groups.values()];
}

function mostAMinute(groups) {
  let most = 0;
  for (const times of groups) {
    let first = 0;
    for (const [last, time] of times.entries()) {
      while (times[first] <= time - minuteMs) first += 1;
      most = Math.max(most, last - first + 1);
    }
  }
  return most;
}
