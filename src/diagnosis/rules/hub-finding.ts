import type { HubSummary } from '../diagnosis';
import type { Finding } from './rule';

/** The verdict about a hub, and what else was weighed. */
export type HubFinding = Finding & Pick<HubSummary, 'alternatives'>;
