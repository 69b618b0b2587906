interface PageEvent {
  name: string;
  body: Record<string, unknown>;
}

export interface PageMessage {
  id: string;
  role: string;
  name: string;
  mine: boolean;
  isAmongPeople?: boolean;
  replyTo?: string;
  sentAt: string;
  updatedAt?: string;
  text?: string;
  attachments: { contentType: string; content: { body?: { text: string }[] } }[];
  failure?: { code: string; message: string };
}

export interface EventStream {
  status: number;
  /** Waits for the next event, in order; undefined when the stream has ended. */
  next(): Promise<PageEvent | undefined>;
  close(): void;
}

/** Reads Server-Sent Events as the page does. */
export async function followEvents(
  origin: string,
  conversation: string,
  person?: string,
): Promise<EventStream> {
  const stop = new AbortController();
  const query = new URLSearchParams({ conversation, ...(person && { person }) });
  const url = `${origin}/local/chat/events?${query}`;
  const response = await fetch(url, { signal: stop.signal });
  const events = readEvents(response);
  return {
    status: response.status,
    async next() {
      const { value } = await events.next();
      return value ?? undefined;
    },
    close: () => stop.abort(),
  };
}

async function* readEvents(response: Response): AsyncGenerator<PageEvent, undefined> {
  const decoder = new TextDecoder();
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) yield readEvent(block);
  }
  return undefined;
}

function readEvent(block: string): PageEvent {
  const name = /^event: (?<name>.*)$/m.exec(block)?.groups?.name ?? '';
  const data = /^data: (?<data>.*)$/m.exec(block)?.groups?.data ?? '{}';
  return { name, body: JSON.parse(data) as Record<string, unknown> };
}
