import { integerOf } from '../arguments.ts';
import { HostError } from '../host-error.ts';
import { hostClass, type Argument, type HostObject } from '../host-object.ts';
import { WorkbookRangeAreasModel } from '../model/workbook-range-areas.ts';
import { required } from './collection.ts';
import { wrap, wraps } from './wrap.ts';

function listClass(name: string, members: (self: WorkbookRangeAreasModel) => readonly object[]) {
  const at = (self: WorkbookRangeAreasModel, index: Argument | undefined): HostObject => {
    const found = members(self)[integerOf(index, `${name}.getItemAt`)];
    if (!found) throw new HostError('InvalidArgument', `${name}.getItemAt`);
    return wrap(found);
  };
  return hostClass<WorkbookRangeAreasModel>({
    name,
    items: (self) => members(self).map(wrap),
    methods: { GetCount: (self) => members(self).length, GetItemAt: (self, [index]) => at(self, index) },
  });
}

/** The part on one sheet, by its id or name. */
function onSheet({ parts }: WorkbookRangeAreasModel, key: Argument | undefined): HostObject | null {
  const found = parts.find(({ sheet }) => sheet.workbook.sheet(key) === sheet);
  return found ? wrap(found) : null;
}

const workbookRangeAreas = hostClass<WorkbookRangeAreasModel>({
  name: 'WorkbookRangeAreas',
  identity: ({ referenceId }) => (referenceId === null ? {} : { _ReferenceId: referenceId }),
  navigation: {
    Areas: listClass('RangeAreasCollection', ({ parts }) => parts),
    Ranges: listClass('RangeCollection', ({ parts }) => parts.flatMap(({ ranges }) => ranges)),
  },
  properties: { Addresses: { get: ({ parts }) => parts.map(({ address }) => address) } },
  methods: {
    _KeepReference: (self) => self.parts[0]?.sheet.workbook.track(self),
    GetRangeAreasBySheet: (self, [key]) => required(onSheet(self, key), 'WorkbookRangeAreas.getRangeAreasBySheet'),
    GetRangeAreasOrNullObjectBySheet: (self, [key]) => onSheet(self, key),
  },
});

wraps(WorkbookRangeAreasModel, workbookRangeAreas);
