import { describe, expect, it } from 'vitest';
import { markup } from './markup.ts';

describe('markup', () => {
  it('joins lists of children and leaves out what is null', () => {
    expect(markup('ul', {}, [markup('li', {}, 'a'), null], null, 'b').children).toEqual([markup('li', {}, 'a'), 'b']);
  });

  it('leaves out attributes without a value', () => {
    const { attributes } = markup('input', { disabled: true, hidden: false, title: undefined, max: 3, class: null });
    expect(attributes).toEqual({ disabled: '', max: '3' });
  });
});
