import type { z } from 'zod';
import { allErrorCodes } from '../../../src/knowledge/all-error-codes';
import cloudLinkRecords from '../../../src/knowledge/cloud-links.json';
import deviceMessages from '../../../src/knowledge/device-messages.json';
import documentRecords from '../../../src/knowledge/documents.json';
import errorCodes from '../../../src/knowledge/error-codes.json';
import errorFamilies from '../../../src/knowledge/error-families.json';
import errorNames from '../../../src/knowledge/error-names.json';
import keepAlives from '../../../src/knowledge/keep-alive.json';
import limits from '../../../src/knowledge/limits.json';
import { links, ports } from '../../../src/knowledge/links';
import portRecords from '../../../src/knowledge/ports.json';
import refusalMessages from '../../../src/knowledge/refusal-messages.json';
import {
  CloudLinkRecords,
  DeviceMessages,
  ErrorCodes,
  ErrorFamilies,
  ErrorNames,
  KeepAlives,
  Limits,
  Links,
  Ports,
  RefusalMessages,
  Sdks,
  TokenRenewal,
} from '../../../src/knowledge/schemas';
import sdks from '../../../src/knowledge/sdks.json';
import tokenRenewal from '../../../src/knowledge/token-renewal.json';

const files: [string, z.ZodType, unknown][] = [
  ['error-codes.json', ErrorCodes, errorCodes],
  ['error-families.json', ErrorFamilies, errorFamilies],
  ['error-names.json', ErrorNames, errorNames],
  ['refusal-messages.json', RefusalMessages, refusalMessages],
  ['device-messages.json', DeviceMessages, deviceMessages],
  ['sdks.json', Sdks, sdks],
  ['keep-alive.json', KeepAlives, keepAlives],
  ['limits.json', Limits, limits],
  ['cloud-links.json', CloudLinkRecords, cloudLinkRecords],
  ['token-renewal.json', TokenRenewal, tokenRenewal],
  ['ports.json', Ports, portRecords],
  ['documents.json', Links, documentRecords],
];

describe('the knowledge base', () => {
  it.each(files)('%s has the shape and the sources its schema asks for', (_name, schema, data) => {
    const read = schema.safeParse(data);

    expect(read.error?.issues ?? []).toEqual([]);
  });

  it('has a card for every code that a full card was promised for', () => {
    const promised = `400021 400024 400027 400029 400030 401001 401002 401003 403002 403004 403006
      403012 404001 404012 404103 404104 409001 409002 412002 429000 429001 429002 429003 429004
      429005 500001 500008 503000 503001 503003 503005 503006 503008 503101 503102 504101
      ServiceUnavailable InternalServerError DeliveryCountExceeded MessageExpired Unauthorized`;

    const present = errorCodes.map(({ code, name }) => code || name);

    expect(present.sort()).toEqual(promised.split(/\s+/).sort());
  });

  it('gives every code once', () => {
    const codes = allErrorCodes.map(({ code }) => code).filter((code) => code !== '');

    expect(codes.length).toBeGreaterThan(160);
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('lets no alias stand for a second error', () => {
    const aliases = allErrorCodes.flatMap((entry) => entry.aliases);
    const others = allErrorCodes.flatMap(({ code, name }) => [code, name]);
    const taken = [...aliases, ...new Set(others)].map((key) => key.toLowerCase());

    const twice = aliases.filter(
      (alias) => taken.filter((key) => key === alias.toLowerCase()).length > 1,
    );

    expect(twice).toEqual([]);
  });

  it('leaves no placeholder, no gap and no source unnamed in any entry', () => {
    const hollow = /^\s*$|^the (cause|resolution|symptom)\.?$|^symptom$|lorem|undefined/i;

    for (const entry of allErrorCodes) {
      const texts = [entry.meaning, entry.symptom, entry.cause, ...entry.resolution];
      expect(texts.filter((text) => hollow.test(text))).toEqual([]);
      expect(entry.resolution.length).toBeGreaterThan(0);
      expect(entry.sources.length).toBeGreaterThan(0);
      expect(entry.url).toMatch(/^https:\/\/learn\.microsoft\.com\/azure\/iot-hub\//);
    }
  });

  it('writes the names of generated entries as words', () => {
    const meanings = new Map(allErrorCodes.map(({ code, meaning }) => [code, meaning]));

    expect(meanings.get('400001')).toBe('invalid protocol version (request)');
    expect(meanings.get('400503')).toBe('invalid PnP reported properties (digital twins)');
    expect(meanings.get('403001')).toBe('IoT hub suspended (permission or limit)');
  });

  it('gives every message of a device once, and relates it only to codes we know', () => {
    const { messages } = deviceMessages;
    const known = new Set(allErrorCodes.map(({ code }) => code));
    const patterns = messages.flatMap((message) => message.patterns);

    expect(new Set(messages.map(({ id }) => id)).size).toBe(messages.length);
    expect(new Set(patterns).size).toBe(patterns.length);
    expect(messages.flatMap(({ related }) => related).filter((code) => !known.has(code))).toEqual(
      [],
    );
  });

  it('knows a renewal and a keep-alive only of SDKs it knows', () => {
    const known = sdks.sdks.map(({ id }) => id);

    expect(tokenRenewal.sdks.filter(({ sdk }) => !known.includes(sdk))).toEqual([]);
    expect(keepAlives.sdks.filter(({ sdk }) => !known.includes(sdk))).toEqual([]);
  });

  it('names ports and links for everybody else', () => {
    expect(ports.find(({ protocol }) => protocol === 'MQTT')).toMatchObject({ port: 8883 });
    expect(links.errorCodes.url).toBe(
      'https://learn.microsoft.com/azure/iot-hub/troubleshoot-error-codes',
    );
  });
});
