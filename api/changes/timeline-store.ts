import type { Store } from './store.ts';
export const timelineStore: Store = { read: () => Promise.reject(new Error('todo')), write: () => Promise.reject(new Error('todo')) };
