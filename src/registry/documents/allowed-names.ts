import Type from 'typebox';
import { defineDocument } from '../../core/documents/define-document.ts';
import { slug } from './fields.ts';

export const allowedNames = defineDocument(
  'custodes/allowed-names/1',
  {
    title: 'Allowed names',
    description:
      "content/allowed-names.json: names of submissions that resemble another owner's and that a maintainer allowed. Code owners review every change of this file.",
  },
  { names: Type.Array(slug, { description: 'Names of submissions.', uniqueItems: true }) },
);
