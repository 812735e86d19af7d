import Type from 'typebox';
import { defineDocument, embedded, type DocumentOf } from '../../core/documents/define-document.ts';
import { addendum } from '../../registry/documents/addendum.ts';

export const addenda = defineDocument(
  'custodes/addenda/1',
  {
    title: 'Addenda of a record',
    description: '/r/<digest>/addenda.json: what was added to a record, oldest first.',
  },
  { addenda: Type.Array(embedded(addendum), { description: 'Each addendum as it stands in the registry.' }) },
);

/** `/r/<digest>/addenda.json`. */
export type AddendaDocument = DocumentOf<typeof addenda>;
