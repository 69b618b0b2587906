import type { RouteFilter } from '../ports/route-book';

/** What a conversation hears of: "hub contoso-hub, Sev2 and worse"; undefined for everything. */
export function sayFilter(filter: RouteFilter | undefined): string | undefined {
  const { hubs = [], devices = [], causes = [], severity } = filter ?? {};
  const parts = [
    ...sayAny('devices like', devices),
    ...sayAny('cause', causes),
    ...sayAny(devices.length + causes.length > 0 ? 'on' : 'hub', hubs),
  ];
  const grade = severity === undefined ? [] : [sayGrade(severity)];
  const said = [...(parts.length === 0 ? [] : [parts.join(' ')]), ...grade].join(', ');
  return said === '' ? undefined : said;
}

/** What is shown although nobody can tell that it fits. */
export function sayAlsoShown(filter: RouteFilter | undefined): string[] {
  const { devices = [], causes = [], severity } = filter ?? {};
  return [
    ...(devices.length > 0 ? ['Alerts that name no device are shown as well.'] : []),
    ...(causes.length > 0
      ? [
          'First cards wait until the logs name a cause; where the logs cannot be asked, they are shown.',
        ]
      : []),
    ...(severity !== undefined
      ? [
          'What has no severity is shown as well; devices that go away count as Sev3, five or more together as Sev1.',
        ]
      : []),
  ];
}

function sayAny(word: string, values: string[]): string[] {
  return values.length === 0 ? [] : [`${word} ${values.join(' or ')}`];
}

function sayGrade(severity: string): string {
  return severity === 'Sev0' ? 'Sev0 only' : `${severity} and worse`;
}
