import { formatReceipt, receiptName, type Receipt } from '../../views/rerun/receipt.ts';
import { downloadFile } from './download.ts';

/** The place of a panel that offers the receipt of its last run. */
export interface ReceiptOffer {
  /** Shows a receipt, or hides the last one. */
  offer(receipt: Receipt | null): void;
}

/** Binds the receipt's text, its copy and its download. The button that copies is bound with all others of the page. */
export function bindReceipt(panel: HTMLElement): ReceiptOffer {
  const place = panel.querySelector<HTMLElement>('[data-rerun-receipt]')!;
  const text = place.querySelector('pre')!;
  let last: Receipt | null = null;
  place.querySelector('[data-rerun-save]')!.addEventListener('click', () => {
    if (last !== null) downloadFile(new Blob([formatReceipt(last)], { type: 'application/json' }), receiptName(last));
  });
  return {
    offer(receipt) {
      last = receipt;
      place.hidden = receipt === null;
      text.textContent = receipt === null ? '' : formatReceipt(receipt);
    },
  };
}
