import { apiNotFound } from './host-error.ts';
import { hostClass, type HostObject } from './host-object.ts';

/** Services that the library calls by itself and whose answers nobody uses. Others are refused by name. */
const SERVICES: Record<string, HostObject> = {
  'Microsoft.InternalService.AddinInternalService': hostClass<null>({
    name: 'AddinInternalService',
    methods: { NotifyActionHandlerReady: () => undefined },
  })(null),
  'Microsoft.Telemetry.TelemetryService': hostClass<null>({
    name: 'TelemetryService',
    methods: { SendTelemetryEvent: () => undefined },
  })(null),
};

export function serviceObject(name: string): HostObject {
  const service = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
  if (!service) throw apiNotFound(name);
  return service;
}
