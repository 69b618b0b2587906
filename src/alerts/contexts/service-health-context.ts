import type { z } from 'zod';
import type { ServiceHealthAbout } from '../../ports/alert-about';
import { anyCaseObject } from '../any-case';
import { LenientList, LenientProse, LenientText, LenientTime } from '../lenient-fields';
import { readActivityEvent } from './activity-event';
import { type AlertContext, contextOf } from './alert-context';

const Properties = anyCaseObject({
  title: LenientProse,
  defaultLanguageTitle: LenientProse,
  service: LenientText,
  region: LenientText,
  communication: LenientProse,
  defaultLanguageContent: LenientProse,
  incidentType: LenientText,
  trackingId: LenientText,
  impactStartTime: LenientTime,
  impactMitigationTime: LenientTime,
  impactedServices: LenientList,
  stage: LenientText,
});
type Properties = z.infer<typeof Properties>;

const Impacted = anyCaseObject({ ServiceName: LenientText, ImpactedRegions: LenientList });
const Region = anyCaseObject({ RegionName: LenientText });

const maxImpacted = 50;
const lastStages = /^(?:resolved|completed?|cancell?ed|rca)$/i;
const hubServices = /iot\s*hub|device\s*provisioning/i;

/** True for events of Service Health. */
export function isServiceHealthContext(context: unknown): boolean {
  const { operationName, eventSource, properties } = readActivityEvent(context);
  const { incidentType, trackingId } = Properties.parse(properties);
  return (
    /^microsoft\.servicehealth\//i.test(operationName) ||
    /^service ?health$/i.test(eventSource) ||
    (incidentType !== '' && trackingId !== '')
  );
}

/** What happens to a service of Azure, in which regions, and since when. */
export function readServiceHealthContext(context: unknown): AlertContext {
  const event = readActivityEvent(context);
  const said = Properties.parse(event.properties);
  return contextOf(aboutHealth(said, event.status), {
    clues: { targets: [event.scope] },
    at: event.at,
  });
}

function aboutHealth(said: Properties, status: string): ServiceHealthAbout {
  const impacted = said.impactedServices.flatMap(readImpacted).slice(0, maxImpacted);
  const title = said.title || said.defaultLanguageTitle;
  const services = [said.service, title, ...impacted.map(({ service }) => service)];
  return {
    kind: 'service-health',
    incidentType: said.incidentType,
    trackingId: said.trackingId,
    title,
    service: said.service,
    region: said.region,
    impacted,
    concernsIotHub: services.some((service) => hubServices.test(service)),
    stage: said.stage,
    impactStartAt: said.impactStartTime,
    mitigatedAt: said.impactMitigationTime,
    communication: said.communication || said.defaultLanguageContent,
    isOver: lastStages.test(said.stage || status),
  };
}

function readImpacted(value: unknown): ServiceHealthAbout['impacted'] {
  const read = Impacted.safeParse(value);
  if (!read.success || read.data.ServiceName === '') return [];
  const regions = read.data.ImpactedRegions.map(
    (region) => Region.safeParse(region).data?.RegionName ?? '',
  );
  return [
    { service: read.data.ServiceName, regions: regions.filter(Boolean).slice(0, maxImpacted) },
  ];
}
