import { apiNotFound } from './host-error.ts';
import { hostClass, type HostObject } from './host-object.ts';
import type { WorkbookModel } from './model/shapes.ts';

/** Services beside the workbook. The first two the library calls by itself, and nobody uses their answers. */
const SERVICES: Record<string, (workbook: WorkbookModel) => HostObject> = {
  'Microsoft.InternalService.AddinInternalService': hostClass<WorkbookModel>({
    name: 'AddinInternalService',
    methods: { NotifyActionHandlerReady: () => undefined },
  }),
  'Microsoft.Telemetry.TelemetryService': hostClass<WorkbookModel>({
    name: 'TelemetryService',
    methods: { SendTelemetryEvent: () => undefined },
  }),
  // `Office.addin.showAsTaskpane()` and `hide()`.
  'Microsoft.AppRuntime.AppRuntimeService': hostClass<WorkbookModel>({
    name: 'AppRuntimeService',
    methods: { SetAppRuntimeState: (workbook, [state]) => workbook.onPaneVisibility(state === 'Visible') },
  }),
};

/** Others are refused by name. */
export function serviceObject(name: string, workbook: WorkbookModel): HostObject {
  const service = Object.hasOwn(SERVICES, name) ? SERVICES[name] : undefined;
  if (!service) throw apiNotFound(name);
  return service(workbook);
}
