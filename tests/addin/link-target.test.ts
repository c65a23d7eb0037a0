import { expect, test } from '@jest/globals';
import { linkTarget } from '../../addin/workbench/host/link-target.ts';

test.each([
  ['https://example.org/a?b=c', 'https://example.org/a?b=c'],
  ['HTTP://example.org', 'http://example.org/'],
  ['mailto:planner@example.org?subject=Prices', 'mailto:planner@example.org?subject=Prices'],
])('a link to %s is followed to the outside', (address, url) => {
  expect(linkTarget({ address })).toEqual({ kind: 'outside', url });
});

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  'vbscript:x',
  'example.org',
  '//example.org',
  '..\\book.xlsx',
  'https://',
])('a link to %s is not followed', (address) => {
  expect(linkTarget({ address }).kind).toBe('refused');
});

test('a place in the workbook is one by its reference, or by an address that begins with a hash', () => {
  expect(linkTarget({ documentReference: "'A b'!C5" })).toEqual({ kind: 'inside', place: "'A b'!C5" });
  expect(linkTarget({ address: '#Sheet2!A1' })).toEqual({ kind: 'inside', place: 'Sheet2!A1' });
});

test('a reference beside an address is the place on that page', () => {
  expect(linkTarget({ address: 'https://example.org/a', documentReference: 'part' })).toEqual({
    kind: 'outside',
    url: 'https://example.org/a#part',
  });
});
