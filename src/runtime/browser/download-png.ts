/** Pixels of the picture for each of the drawing. */
const SCALE = 2;

async function loadImage(svg: string): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  return image;
}

async function toPng(svg: string): Promise<Blob> {
  const image = await loadImage(svg);
  const canvas = document.createElement('canvas');
  canvas.width = SCALE * image.naturalWidth;
  canvas.height = SCALE * image.naturalHeight;
  canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return await new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png'),
  );
}

async function download(button: HTMLButtonElement, label: string): Promise<void> {
  const address = button.dataset['png']!;
  try {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`status ${response.status}`);
    const url = URL.createObjectURL(await toPng(await response.text()));
    const link = document.createElement('a');
    link.href = url;
    link.download = address
      .split('/')
      .at(-1)!
      .replace(/\.svg$/, '.png');
    link.click();
    URL.revokeObjectURL(url);
    button.textContent = label;
  } catch {
    button.textContent = `${label} (could not be made)`;
  }
}

document.querySelectorAll<HTMLButtonElement>('[data-png]').forEach((button) => {
  const label = button.textContent;
  button.addEventListener('click', () => void download(button, label));
  button.dataset['ready'] = '';
});
