import { type Fields, isObject, requireObject, requireText, requireTime } from './read-fields';

/** What both schemas of Event Grid say around the data of an event, by the names that they use. */
export interface Envelope {
  id: string;
  /** ARM id of where it comes from. */
  topic: string;
  type: string;
  at: Date;
  data: unknown;
  /** What this schema calls the topic. */
  topicField: string;
}

const maxIdLength = 256;
const maxTopicLength = 1024;
const maxTypeLength = 256;

const eventGrid = { topic: 'topic', type: 'eventType', time: 'eventTime' };
const cloudEvents = { topic: 'source', type: 'type', time: 'time' };

/** Reads an event in the Event Grid schema or as CloudEvents 1.0. Throws as `read-fields` does. */
export function readEnvelope(event: unknown): Envelope {
  const fields = requireObject(event, '');
  const names = schemaOf(fields);
  return {
    id: requireText(fields, 'id', maxIdLength),
    topic: requireText(fields, names.topic, maxTopicLength),
    type: requireText(fields, names.type, maxTypeLength),
    at: requireTime(fields, names.time),
    data: fields.data,
    topicField: names.topic,
  };
}

/** The type that something says it is of; undefined when it is no event at all. */
export function nameType(event: unknown): string | undefined {
  if (!isObject(event)) return undefined;
  const type = event[schemaOf(event).type];
  return typeof type === 'string' ? type : undefined;
}

function schemaOf(fields: Fields) {
  return fields.specversion === undefined ? eventGrid : cloudEvents;
}
