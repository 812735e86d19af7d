/** Something to run, perhaps after another. */
export interface Task {
  readonly name: string;
  /** The name of a task that must have ended before. */
  readonly after?: string;
}

/**
 * Runs tasks in their order, some at a time. A task that waits for another lets later ones pass.
 *
 * @param places how many run at a time
 * @returns what they gave, in the order of the tasks
 * @throws Error where a task comes after one that is not there, or two after each other
 */
export async function runTasks<T extends Task, R>(
  tasks: readonly T[],
  places: number,
  run: (task: T) => Promise<R>,
): Promise<R[]> {
  const waiting = [...tasks];
  const started = new Map<string, Promise<R>>();
  const ended = new Set<string>();
  const isReady = ({ after }: T) => after === undefined || ended.has(after);
  const work = async (): Promise<void> => {
    while (waiting.length > 0) {
      // Where all that is left waits, so does this place.
      const [task] = waiting.splice(Math.max(0, waiting.findIndex(isReady)), 1);
      const { name, after } = task!;
      if (after !== undefined) {
        if (!started.has(after)) throw new Error(`${name} comes after ${after}, which never runs`);
        await started.get(after);
      }
      const result = run(task!);
      started.set(name, result);
      await result;
      ended.add(name);
    }
  };
  await Promise.all(Array.from({ length: places }, work));
  return await Promise.all(tasks.map(({ name }) => started.get(name)!));
}
