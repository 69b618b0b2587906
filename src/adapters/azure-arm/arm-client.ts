import type { TokenCredential } from '@azure/core-auth';
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type PipelineResponse,
} from '@azure/core-rest-pipeline';
import type { Hub } from '../../ports/hub';
import type { Limiter } from '../../shared/limit-running';
import type { Logger } from '../../shared/logger';
import { explainNoReply, explainStatus, type ServiceWords } from '../../shared/service-failure';
import { createArmPipeline } from './arm-pipeline';
import { sayNotFound } from './not-found';
import { readErrorCode, readJson } from './read-body';

export interface ArmClientOptions {
  /** Not needed, and never used, with `localOrigin`. */
  credential: TokenCredential | undefined;
  /** Resource Manager of the cloud; the public one's when absent. */
  origin?: string;
  /** Token audience without `/.default`; the origin when absent. */
  audience?: string;
  /** Sends everything to a stand-in on this machine instead. */
  localOrigin?: string;
  /** How long a person can be asked to wait, for all pages of an answer; 10 s when absent. */
  patienceMs?: number;
  /** One for all that is asked of Resource Manager; without it everything is asked at once. */
  limit?: Limiter;
  log: Logger;
}

/** What is asked, as failures and logs name it. */
interface AskedAbout {
  hub: Hub;
  resourceId: string;
  question: string;
}

/** Reads JSON at a path of Resource Manager, or at a link of its own. */
export interface ArmReader {
  get(pathOrLink: string): Promise<unknown>;
  /** The token goes where the request goes, so no other link is followed. */
  owns(link: string): boolean;
}

export interface ArmClient {
  /** Does work that reads what it needs. Throws what `HubInfoSource` promises, or the abort. */
  run<Answer>(
    about: AskedAbout,
    work: (reader: ArmReader) => Promise<Answer>,
    signal: AbortSignal,
  ): Promise<Answer>;
}

export function createArmClient(options: ArmClientOptions): ArmClient {
  const { origin = publicOrigin, audience = origin, patienceMs = 10_000, log } = options;
  const { limit = (work) => work(), localOrigin } = options;
  const pipeline = createArmPipeline({ ...options, audience });
  const httpClient = createDefaultHttpClient();
  return {
    run(about, work, signal) {
      const patience = AbortSignal.timeout(patienceMs);
      const abortSignal = AbortSignal.any([signal, patience]);
      const words = wordsFor(about);
      const send = async (url: URL): Promise<PipelineResponse> => {
        const headers = createHttpHeaders({ accept: 'application/json' });
        const request = createPipelineRequest({ url: url.toString(), headers, abortSignal });
        try {
          return await limit(() => pipeline.sendRequest(httpClient, request), abortSignal);
        } catch (error) {
          if (signal.aborted) throw error;
          throw explainNoReply(error, patience.aborted, words);
        }
      };
      const get = async (pathOrLink: string) => {
        const response = await send(new URL(pathOrLink, origin));
        const { status, bodyAsText } = response;
        log.debug({ hub: about.hub.name, question: about.question, status }, 'arm answered');
        if (status === 200) return readJson(bodyAsText ?? '');
        const notFound = sayNotFound(about.resourceId, bodyAsText ?? '', localOrigin !== undefined);
        throw explainStatus(failedReply(response), { ...words, notFound });
      };
      const owns = (link: string) => URL.canParse(link) && new URL(link).origin === origin;
      return work({ get, owns });
    },
  };
}

function failedReply({ status, headers, bodyAsText }: PipelineResponse) {
  return { status, code: readErrorCode(bodyAsText ?? ''), retryAfter: headers.get('retry-after') };
}

function wordsFor({ hub, resourceId, question }: AskedAbout): Omit<ServiceWords, 'notFound'> {
  const what = question === 'hub' ? `the resource ${hub.name}` : `the ${question} of ${hub.name}`;
  return {
    prefix: 'arm',
    name: 'Azure Resource Manager',
    forbidden: `This bot may not read ${what}. Give its identity the role Reader on ${resourceId}; a new role can take some minutes to work.`,
  };
}

const publicOrigin = 'https://management.azure.com';
