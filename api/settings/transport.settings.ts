/** How browsers and Office reach the server. */
import { z } from 'zod';
import { isOrigin, list, type Setting } from './setting.ts';

/** What `frame-ancestors` takes beside: `https://*.office.com`. */
const isFrameSource = (text: string): boolean => isOrigin(text) || /^https:\/\/\*(\.[a-z\d-]+)+$/.test(text);
const isPath = (text: string): boolean => !text.includes('\0');

export const TRANSPORT_SETTINGS: readonly Setting[] = [
  {
    variable: 'TLS_CERT',
    key: 'tlsCert',
    form: 'the path of a PEM file',
    description: 'Certificate, with its chain, to answer https with; needs TLS_KEY. Read once, at the start.',
    parse: z.string().refine(isPath),
  },
  {
    variable: 'TLS_KEY',
    key: 'tlsKey',
    form: 'the path of a PEM file',
    description: 'Private key of TLS_CERT.',
    parse: z.string().refine(isPath),
  },
  {
    variable: 'CORS_ORIGINS',
    key: 'corsOrigins',
    form: 'origins like https://bi.example.com, with commas between them',
    description: 'Web pages of which other origins may ask the API. Default: none; our own pages need no entry.',
    parse: list(isOrigin),
  },
  {
    variable: 'FRAME_ANCESTORS',
    key: 'frameAncestors',
    form: 'origins like https://*.office.com, with commas between them',
    description: 'Which sites may frame the pane, beside its own. Default: those of Office.',
    parse: list(isFrameSource),
  },
];
