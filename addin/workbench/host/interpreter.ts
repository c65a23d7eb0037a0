import { assign } from './assign.ts';
import { apiNotFound, HostError } from './host-error.ts';
import { HostObject, type Argument } from './host-object.ts';
import type { WorkbookModel } from './model/shapes.ts';
import { workbook as workbookObject } from './objects/workbook.object.ts';
import {
  ActionType,
  ObjectPathType,
  type Action,
  type ArgumentInfo,
  type BatchError,
  type Json,
  type ObjectPath,
  type References,
  type RequestBatch,
  type ResponseBatch,
} from './protocol.ts';
import { wrap } from './objects/wrap.ts';
import { query } from './query.ts';
import { serviceObject } from './services.ts';

/** Runs one batch over a workbook, action by action; it stops at the first failure and keeps what was done before. */
export async function interpret(workbook: WorkbookModel, batch: RequestBatch): Promise<ResponseBatch> {
  const run = new BatchRun(workbook, batch);
  const results: { ActionId: number; Value: Json }[] = [];
  const traceIds: number[] = [];
  for (const [index, action] of batch.Actions.entries()) {
    try {
      results.push({ ActionId: action.Id, Value: await run.perform(action) });
      if (action.ActionType === ActionType.Trace) traceIds.push(action.Id);
    } catch (fault) {
      return answer(results, traceIds, errorOf(fault, index));
    }
  }
  return answer(results, traceIds);
}

function answer(results: ResponseBatch['Results'], traceIds: readonly number[], error?: BatchError): ResponseBatch {
  return { Results: results, ...(error && { Error: error }), ...(traceIds.length > 0 && { TraceIds: traceIds }) };
}

function errorOf(fault: unknown, index: number): BatchError {
  // Anything else than a refusal is our own mistake and must be seen with its stack.
  if (!(fault instanceof HostError)) throw fault;
  return { Code: fault.code, Message: fault.message, Location: fault.location, ActionIndex: index };
}

/** Methods that act on the results of formulas, which must be those of the present cells. */
const USES_RESULTS = /^(CopyFrom|AutoFill|Apply|Reapply|Find|GetSpecialCells|GetInvalidCells|GetDimensionValues)/;

class BatchRun {
  /** A path is resolved once, in order: `add` must not run twice. */
  private readonly resolved = new Map<number, HostObject | null>();

  constructor(
    private readonly workbook: WorkbookModel,
    private readonly batch: RequestBatch,
  ) {}

  async perform(action: Action): Promise<Json> {
    if (action.ActionType === ActionType.Trace) return null;
    if (USES_RESULTS.test(this.methodOf(action))) await this.workbook.calculate();
    const object = this.object(action.ObjectPathId);
    // Actions on a null object answer null.
    if (!object) return null;
    switch (action.ActionType) {
      case ActionType.Instantiate:
        return object.identity();
      case ActionType.Query:
      case ActionType.QueryAsJson:
        await this.workbook.calculate();
        return query(object, action.QueryInfo ?? {}, action.ActionType === ActionType.Query ? 'wire' : 'json');
      case ActionType.Method: {
        const result = object.call(action.Name, this.arguments(action.ArgumentInfo));
        return result instanceof HostObject ? result.identity() : result;
      }
      case ActionType.SetProperty:
        object.set(action.Name, this.arguments(action.ArgumentInfo)[0] ?? null);
        return null;
      case ActionType.Update:
        assign(object, this.dereference(action.ObjectState ?? {}));
        return null;
      default:
        throw new HostError('NotImplemented', `ActionType ${action.ActionType}`);
    }
  }

  /** The method that an action calls, be it for what it does or for the object that it answers. */
  private methodOf({ ActionType: type, Name, ObjectPathId }: Action): string {
    if (type === ActionType.Method) return Name;
    const path = type === ActionType.Instantiate ? this.batch.ObjectPaths[ObjectPathId] : undefined;
    return path?.ObjectPathType === ObjectPathType.Method ? path.Name : '';
  }

  private object(id: number): HostObject | null {
    const known = this.resolved.get(id);
    if (known !== undefined) return known;
    const path = this.batch.ObjectPaths[id];
    if (!path) throw new HostError('InvalidReference', `ObjectPath ${id}`);
    const object = this.resolve(path);
    this.resolved.set(id, object);
    return object;
  }

  private resolve(path: ObjectPath): HostObject | null {
    if (path.ObjectPathType === ObjectPathType.GlobalObject) return workbookObject(this.workbook);
    if (path.ObjectPathType === ObjectPathType.NullObject) return null;
    if (path.ObjectPathType === ObjectPathType.NewObject) return serviceObject(path.Name, this.workbook);
    if (path.ObjectPathType === ObjectPathType.ReferenceId) return this.tracked(path.Name);
    const parent = this.object(path.ParentObjectPathId ?? 0);
    return parent && this.child(parent, path);
  }

  private child(parent: HostObject, path: ObjectPath): HostObject | null {
    switch (path.ObjectPathType) {
      case ObjectPathType.Property:
        return parent.navigate(path.Name);
      case ObjectPathType.Indexer:
        return parent.item(this.arguments(path.ArgumentInfo)[0] ?? null);
      case ObjectPathType.Method: {
        const result = parent.call(path.Name, this.arguments(path.ArgumentInfo));
        if (result !== null && !(result instanceof HostObject)) throw apiNotFound(`${parent.className}.${path.Name}`);
        return result;
      }
      default:
        throw new HostError('NotImplemented', `ObjectPathType ${path.ObjectPathType}`);
    }
  }

  private tracked(referenceId: string): HostObject {
    const found = this.workbook.references.get(referenceId);
    if (!found) throw new HostError('InvalidReference', 'Range');
    return wrap(found);
  }

  private arguments(info: ArgumentInfo | undefined): readonly Argument[] {
    return this.argumentList(info?.Arguments ?? [], info?.ReferencedObjectPathIds ?? null);
  }

  private argumentList(values: readonly Json[], references: References): readonly Argument[] {
    return values.map((value, i) => {
      const reference = references?.[i];
      if (Array.isArray(reference)) return this.argumentList(value as readonly Json[], reference as References);
      if (typeof reference === 'number' && reference !== 0) return this.object(reference);
      return this.dereference(value);
    });
  }

  /** Objects inside plain objects travel as `{"_ObjectPathId": 37}`; arrays of cells are left alone. */
  private dereference(value: Json): Argument {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    const fields = value as { readonly [key: string]: Json };
    const id = fields['_ObjectPathId'];
    if (typeof id === 'number') return this.object(id);
    return Object.fromEntries(Object.entries(fields).map(([key, field]) => [key, this.dereference(field)]));
  }
}
