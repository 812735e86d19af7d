/** Hands the reader a file that the page made. */
export function downloadFile(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken the address by the time that the click's task is over.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
