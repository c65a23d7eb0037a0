/** Before all tests: one cluster, migrated once. */
import { throwAwayCluster } from './cluster.ts';
import { makeTemplate, type Template, TEMPLATE_VARIABLE } from './template.ts';

declare global {
  /** From global-setup to global-teardown, which run in one process. */
  var marketgridTests: { readonly remove?: () => Promise<void>; readonly template: Template } | undefined;
}

// Jest takes the default export and nothing else.
export default async function globalSetup(): Promise<void> {
  const outside = process.env['TEST_DATABASE_URL'];
  const cluster = outside === undefined ? await throwAwayCluster() : { ownerUrl: outside };
  try {
    const template = await makeTemplate(cluster.ownerUrl);
    process.env[TEMPLATE_VARIABLE] = JSON.stringify(template);
    globalThis.marketgridTests = { ...cluster, template };
  } catch (error) {
    if ('remove' in cluster) await cluster.remove();
    throw error;
  }
}
