import type { BrowserContext, ConsoleMessage, Request, Response } from '@playwright/test';

/** What goes wrong on a page without any assertion noticing: errors, violations of the policy, requests to others. */
export interface Watch {
  readonly problems: readonly string[];
  /** A problem that the test provokes: it must occur, and may occur several times. */
  expectProblem(pattern: RegExp): void;
  /** Problems that nobody expected, and expected ones that did not occur. Empty if all is well. */
  verdict(): string[];
}

const VIOLATION = 'content security policy violated:';

/** Runs in the page before its own scripts. The console survives navigation, a variable would not. */
function reportViolations(prefix: string): void {
  document.addEventListener('securitypolicyviolation', (event) => {
    console.error(prefix, event.violatedDirective, event.blockedURI, event.sourceFile, event.lineNumber);
  });
}

/** Collects the problems of every page of the context, its workers included. */
export async function watchContext(context: BrowserContext, siteOrigin: string): Promise<Watch> {
  const problems: string[] = [];
  const onConsole = (message: ConsoleMessage): void => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`console ${message.type()}: ${message.text()}`);
  };
  const onRequest = (request: Request): void => {
    const { origin, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== siteOrigin) problems.push(`request to a third party: ${request.url()}`);
  };
  const onResponse = (response: Response): void => {
    if (response.status() >= 400) problems.push(`status ${response.status()}: ${response.url()}`);
  };
  await context.addInitScript(reportViolations, VIOLATION);
  context.on('console', onConsole);
  context.on('weberror', (error) => problems.push(`uncaught: ${error.error().message}`));
  context.on('request', onRequest);
  context.on('response', onResponse);
  const expected: RegExp[] = [];
  return {
    problems,
    expectProblem: (pattern) => void expected.push(pattern),
    verdict() {
      const unexpected = problems.filter((problem) => !expected.some((pattern) => pattern.test(problem)));
      const missing = expected.filter((pattern) => !problems.some((problem) => pattern.test(problem)));
      return [...unexpected, ...missing.map((pattern) => `did not occur: ${pattern}`)];
    },
  };
}
