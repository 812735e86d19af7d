/** Commands to run next, each with what it does, in two columns. */
export function alignSteps(steps: readonly (readonly [command: string, purpose: string])[]): string[] {
  const width = Math.max(...steps.map(([command]) => command.length));
  return steps.map(([command, purpose]) => `${command.padEnd(width)}  ${purpose}`);
}
