/** What the component that starts this script has written into the same page. @param name of the `data-` attribute, in camel case */
export function readPageData<T>(element: HTMLElement, name: string): T {
  // eslint-disable-next-line custodes/validated-documents -- page and script are of one build: no other writer, no other version
  return JSON.parse(element.dataset[name]!) as T;
}
